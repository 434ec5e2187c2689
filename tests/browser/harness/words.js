// The addresses, labels and sentences that journeys hold on to, each written once.
import assert from 'node:assert/strict';

export const SIGN_IN = {
  address: '/masuk',
  login: 'main input[name=login]',
  password: 'main input[name=password]',
  button: 'Masuk',
  refused: 'NIP atau kata sandi tidak cocok',
  menu: 'details.me > summary',
  out: 'Keluar',
};

export const PURCHASE = {
  address: '/belanja/baru',
  photo: 'input[type=file][name=receipt]',
  photos: '.shots .shot',
  shrunk: /diperkecil dari/,
  removable: /KB|MB/,
  amount: 'input[name=amount]',
  amountUnreadable: 'Nominal tidak terbaca. Tulis seperti 35.000 atau 35rb',
  similar: /Mirip catatan/,
  saveAnyway: 'button[name=confirm]',
  link: 'main a[href^="/belanja/"]:not([href*=baru], [href*=banyak])',
};

export const OFFICE = { headline: /\d+ dari \d+ pegawai sudah memenuhi( sejauh ini)? \(\d+%\)/ };

/** Every page that comes back with errors says so first in its title. */
export const ERROR_TITLE = /^Kesalahan:/;

/** The button that sends the page's own form, and not the one of a menu or of the footer. */
export const save = (page) => page.getByRole('button', { name: 'Simpan', exact: true });

export async function signIn(page, { login, password }) {
  if (!page.url().includes(SIGN_IN.address)) await page.goto(SIGN_IN.address);
  await page.locator(SIGN_IN.login).fill(login);
  await page.locator(SIGN_IN.password).fill(password);
  await page.getByRole('button', { name: SIGN_IN.button, exact: true }).click();
  await page.waitForURL((url) => url.pathname !== SIGN_IN.address);
}

/** Rupiah counted this week, as "Rp65.000 dari Rp100.000" on the page of the week says. */
export async function countedThisWeek(page) {
  await page.goto('/');
  const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
  const amount = /Rp([\d.]+) dari Rp[\d.]+/.exec(text);
  assert.ok(amount, `no "Rp… dari Rp…" in: ${text.slice(0, 400)}`);
  return Number(amount[1].replaceAll('.', ''));
}

/** Leaves the seller that the form proposes, else takes the first one, else names a new one. */
export async function chooseSeller(page) {
  if (await page.locator('[name=seller]:checked').count()) return;
  const pick = page.locator('[data-sellers] details');
  if (!(await pick.evaluate((details) => details.open))) await pick.locator('summary').click();
  const known = page.locator('label:has([name=seller]:not([value=new]))');
  if (await known.count()) return known.first().click();
  await page.locator('label[for=seller-new]').click();
  await page.locator('[name="seller.name"]').fill('Warung Bu Sri');
}

/** A saved purchase leads away from the form, to the page that shows the new total. */
export const saved = (page) => page.waitForURL((url) => !/^\/belanja(\/baru)?$/.test(url.pathname));
