// The code on a counter names the seller of a form that was begun; many photos become a form each.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { assertAccessible, journey, shoot } from '../harness/browser.js';
import { phonePhoto } from '../harness/photo.js';
import { countedThisWeek, PURCHASE, save, saved } from '../harness/words.js';

const CODE = fileURLToPath(new URL('../harness/qris.png', import.meta.url));
const SHOP = 'WARUNG CONTOH SATU';
const sellers = (page) => page.locator('[data-sellers] details');
const chosen = (page) => page.locator('[data-sellers] [data-chosen]');

journey('the code on a counter names the seller, and nothing typed is lost', { as: 'employee', sizes: ['phone'] }, async (page) => {
  const before = await countedThisWeek(page);
  await page.goto(PURCHASE.address);
  await page.locator(PURCHASE.photo).first().setInputFiles((await phonePhoto(121)).path);
  await page.getByText(PURCHASE.shrunk).waitFor();
  await page.locator(PURCHASE.amount).fill('23.000');
  if (!(await sellers(page).evaluate((details) => details.open))) await sellers(page).locator('summary').click();
  await sellers(page).getByRole('button', { name: 'Pindai QRIS penjual' }).click();
  await page.waitForURL(/\/belanja\/pindai/);
  await assertAccessible(page);
  await shoot(page, 'pindai-qris-phone');
  await page.getByLabel('Foto kode QRIS').setInputFiles((await phonePhoto(122)).path);
  await page.getByText('Tidak ada kode yang terbaca').first().waitFor();
  await shoot(page, 'pindai-qris-salah-phone');
  await page.getByLabel('Foto kode QRIS').setInputFiles(CODE);
  await page.waitForURL(/\/belanja\/baru\?/);
  assert.equal(await chosen(page).textContent(), SHOP);
  assert.equal(await page.locator(PURCHASE.amount).inputValue(), '23.000');
  await page.locator(PURCHASE.photos).first().waitFor();
  await save(page).click();
  await saved(page);
  assert.equal(await countedThisWeek(page), before + 23_000);
});

journey('without JavaScript, too', { as: 'employee', javaScript: false }, async (page) => {
  await page.goto(PURCHASE.address);
  await page.locator(PURCHASE.amount).fill('24.000');
  if (!(await sellers(page).evaluate((details) => details.open))) await sellers(page).locator('summary').click();
  await page.getByRole('button', { name: 'Pindai QRIS penjual' }).click();
  await page.getByLabel('Foto kode QRIS').setInputFiles(CODE);
  await page.getByRole('button', { name: 'Baca kode' }).click();
  await page.waitForURL(/\/belanja\/baru\?/);
  assert.equal(await chosen(page).textContent(), SHOP);
  assert.equal(await page.locator(PURCHASE.amount).inputValue(), '24.000');
});

journey('photos of many receipts are filled in one after the other', { as: 'employee' }, async (page, size) => {
  await page.goto('/belanja/banyak');
  const photos = await Promise.all([1, 2, 3].map((nth) => phonePhoto(size === 'phone' ? 130 + nth : 140 + nth)));
  await page.locator('#receipt-gallery').setInputFiles(photos.map(({ path }) => path));
  await page.locator('.shot .thumb').nth(2).waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Kirim foto' }).click();
  await page.getByText('3 nota menunggu diisi').waitFor();
  await assertAccessible(page);
  await shoot(page, `beberapa-nota-menunggu-${size}`);
  await page.getByText('Buang', { exact: true }).last().click();
  await page.getByRole('button', { name: 'Ya, buang foto ini' }).last().click();
  await page.getByText('2 nota menunggu diisi').waitFor();
  await page.getByRole('link', { name: 'Isi nota pertama' }).click();
  await page.waitForURL(/\/belanja\/baru\?draf=/);
  for (const amount of size === 'phone' ? ['15.100', '16.100'] : ['17.100', '18.100']) {
    const form = page.url();
    await page.locator('.shot').first().waitFor();
    await page.locator(PURCHASE.amount).fill(amount);
    await save(page).click();
    await page.waitForURL((url) => url.href !== form);
  }
  await saved(page);
});

journey('what another app shares waits among several receipts', { as: 'employee', sizes: ['phone'] }, async (page) => {
  await page.goto('/');
  await page.waitForFunction(async () => {
    const registered = await navigator.serviceWorker.getRegistration('/belanja/dibagikan');
    return registered?.active?.state === 'activated';
  });
  // As the phone does it: a form is sent there by itself.
  await page.evaluate(() => {
    const form = Object.assign(document.createElement('form'), {
      action: '/belanja/dibagikan', method: 'post', enctype: 'multipart/form-data',
    });
    form.innerHTML = '<input type="file" name="receipt" multiple id="from-elsewhere">';
    document.body.append(form);
  });
  const photos = [(await phonePhoto(151)).path, (await phonePhoto(152)).path];
  await page.locator('#from-elsewhere').setInputFiles(photos);
  await page.evaluate(() => document.getElementById('from-elsewhere').form.submit());
  await page.waitForURL(/\/belanja\/banyak/);
  await page.waitForFunction(() => document.querySelectorAll('.shots .shot .thumb').length === 2);
  await shoot(page, 'dibagikan-phone');
  await page.getByRole('button', { name: 'Kirim foto' }).click();
  await page.getByText(/nota menunggu diisi/).waitFor();
  assert.equal(await page.evaluate(async () => (await caches.keys()).length), 0, 'nothing of it stays in the browser');
});
