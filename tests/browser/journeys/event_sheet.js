// A seller officer enters a bazaar, hangs up its sheet, and records a purchase from the link in its code.
import assert from 'node:assert/strict';
import { fetchFile, journey } from '../harness/browser.js';
import { SHOTS } from '../harness/server.js';

journey('an officer enters an event and hangs up its sheet', { as: 'seller_officer' }, async (page) => {
  await page.goto('/acara/baru');
  await page.getByLabel('Nama acara').fill('Bazar Hari Jadi');
  await page.getByLabel('Mulai').fill('2026-11-18');
  await page.getByLabel('Tempat').fill('Alun-alun');
  await page.getByRole('button', { name: 'Simpan' }).click();
  assert.equal((await page.locator('h1').innerText()).trim(), 'Bazar Hari Jadi');

  const sheet = await fetchFile(page, await page.locator('a[href$="/poster/svg"]').getAttribute('href'));
  assert.equal(sheet.status, 200);
  const pdf = await fetchFile(page, await page.locator('a[href$="/poster/pdf"]').getAttribute('href'));
  assert.ok((await pdf.text()).startsWith('%PDF-'));
  const drawn = await page.context().newPage();
  await drawn.setViewportSize({ width: 800, height: 1150 });
  await drawn.setContent(await sheet.text());
  await drawn.screenshot({ path: `${SHOTS}lembar-acara.jpg` });
  const address = (await drawn.locator('text', { hasText: '/belanja/baru?acara=' }).textContent()).trim();
  await drawn.close();

  await page.goto(address.slice(address.indexOf('/')));
  assert.equal(await page.locator('[name=purchased_on]').inputValue(), '2026-11-18');
  assert.ok(await page.locator('[name=event]').isChecked());
  assert.equal(await page.locator('[name=channel]').inputValue(), 'bazaar');
  await page.locator('summary', { hasText: 'Cara belanja' }).click();
  await page.getByLabel('Cara belanja').selectOption('whatsapp');
  assert.equal((await page.locator('summary', { hasText: 'Cara belanja' }).locator('b').innerText()).trim(), 'WhatsApp');
});
