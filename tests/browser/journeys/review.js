import assert from 'node:assert/strict';
import { assertAccessible, journey, shoot } from '../harness/browser.js';

const shown = (page) => page.locator('[data-review]').getAttribute('action');

/** The bar with the decisions lies within what is seen, wherever the page was scrolled to. */
async function assertBarInSight(page) {
  for (const name of ['Kembalikan', 'Terima']) {
    const box = await page.getByRole('button', { name }).boundingBox();
    const height = page.viewportSize().height;
    assert.ok(box.y >= 0 && box.y + box.height <= height, `${name} at ${box.y} of ${height}`);
  }
}

journey('a reviewer works with the keyboard, and takes back', { as: 'reviewer' }, async (page, size) => {
  await page.goto('/');
  await page.locator('.tabs a[href="/tinjau"] .badge').waitFor();
  await page.goto('/tinjau');
  await assertBarInSight(page);
  const first = await shown(page);
  await page.keyboard.press('l');
  await page.waitForURL(/setelah=/);
  const second = await shown(page);
  assert.notEqual(second, first);
  await page.keyboard.press('k');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'reason', 'it asks why');
  assert.equal(await shown(page), second, 'nothing was sent');
  await page.keyboard.press('2');
  assert.equal(await page.locator('[name=reason]:checked').inputValue(), 'Nominal tidak sama dengan nota.');
  await page.keyboard.press('k');
  await page.getByText('Catatan dikembalikan.').waitFor();
  assert.notEqual(await shown(page), second);
  await shoot(page, `tinjau-dikembalikan-${size}`);
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Urungkan' }).click();
  await page.getByText('Keputusan ditarik kembali.').waitFor();
  assert.equal(await shown(page), second);
  await page.locator('[name=reason_other]').focus();
  await page.keyboard.type('skl');
  assert.equal(await shown(page), second, 'what is typed is no key');
  await page.locator('h1').click();
  await page.keyboard.press('s');
  await page.getByText('Catatan diterima.').waitFor();
});

journey('a reviewer accepts many', { as: 'reviewer', sizes: ['phone'] }, async (page, size) => {
  await page.goto('/tinjau/semua?tanda=no_receipt');
  const total = async () => Number((await page.locator('.page-head p').innerText()).match(/[\d.]+/)[0].replace('.', ''));
  const before = await total();
  const boxes = page.locator('[name=pilih]');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.locator('summary', { hasText: 'Terima yang dicentang' }).click();
  await shoot(page, `tinjau-semua-dicentang-${size}`);
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Ya, terima' }).click();
  await page.getByText('2 catatan diterima.').waitFor();
  assert.equal(await total(), before - 2);
  assert.match(page.url(), /tanda=no_receipt/);
});

journey('without JavaScript, too', { as: 'reviewer', javaScript: false, sizes: ['phone'] }, async (page) => {
  await page.goto('/tinjau');
  await assertBarInSight(page);
  const first = await shown(page);
  await page.getByRole('link', { name: 'Lewati' }).click();
  assert.notEqual(await shown(page), first);
  await page.getByRole('button', { name: 'Terima' }).click();
  await page.getByText('Catatan diterima.').waitFor();
  await page.getByRole('button', { name: 'Urungkan' }).click();
  await page.getByText('Keputusan ditarik kembali.').waitFor();
});
