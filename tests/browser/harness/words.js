// The addresses, labels and sentences that journeys hold on to, each written once.
import assert from 'node:assert/strict';

export const SIGN_IN = {
  address: '/masuk',
  login: 'input[name=login]',
  password: 'input[name=password]',
  button: 'Masuk',
  refused: 'NIP atau kata sandi tidak cocok',
  out: 'Keluar',
};

export const PURCHASE = {
  address: '/belanja/baru',
  photo: 'input[type=file][name=receipt]',
  amount: 'input[name=amount]',
  sellerChoice: 'input[type=radio][name=seller]',
  sellerName: 'input[name=seller_name]',
  save: 'Simpan',
  shrunk: /diperkecil dari/,
  amountMissing: 'Isi nominal belanja, contoh 35.000',
};

export const OFFICE = { headline: /\d+ dari \d+ pegawai sudah memenuhi \(\d+%\)/ };

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

/** Chooses the seller of last time, or names a new one where there is none. */
export async function chooseSeller(page) {
  const known = page.locator(PURCHASE.sellerChoice).first();
  if (await known.count()) {
    if (await known.isVisible()) await known.check();
    return;
  }
  await page.locator(PURCHASE.sellerName).fill('Warung Bu Sri');
}
