import assert from 'node:assert/strict';
import { assertAccessible, journey, shoot } from '../harness/browser.js';
import { phonePhoto } from '../harness/photo.js';
import { chooseSeller, countedThisWeek, PURCHASE } from '../harness/words.js';

const SEEDS = { phone: 11, desk: 12 }; // the same file twice would be refused

journey('an employee logs a purchase with a photo', { as: 'employee' }, async (page, size) => {
  const before = await countedThisWeek(page);
  await page.goto(PURCHASE.address);
  await page.locator(PURCHASE.photo).first().setInputFiles(await phonePhoto(SEEDS[size]));
  await page.getByText(PURCHASE.shrunk).waitFor();
  await page.locator(PURCHASE.amount).fill('15rb');
  await page.getByText('Rp15.000').first().waitFor(); // the echo of what was understood
  await chooseSeller(page);
  await assertAccessible(page);
  await shoot(page, `catat-terisi-${size}`);

  const sending = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: PURCHASE.save, exact: true }).click();
  const bytes = Number((await (await sending).allHeaders())['content-length']);
  assert.ok(bytes > 20_000, `no photo in ${bytes} bytes`);
  assert.ok(bytes < 400_000, `the upload has ${bytes} bytes: not shrunk`);

  await page.waitForURL((url) => url.pathname !== PURCHASE.address);
  assert.equal(await countedThisWeek(page), before + 15_000);
  await shoot(page, `pekan-ini-sesudah-${size}`);
});

journey('a mistake keeps the photo and all that was typed', { as: 'employee' }, async (page, size) => {
  await page.goto(PURCHASE.address);
  await page.locator(PURCHASE.photo).first().setInputFiles(await phonePhoto(SEEDS[size] + 10));
  await page.getByText(PURCHASE.shrunk).waitFor();
  await page.locator(PURCHASE.amount).fill('-1.000');
  await chooseSeller(page);
  await page.getByRole('button', { name: PURCHASE.save, exact: true }).click();

  await page.getByText(PURCHASE.amountMissing).first().waitFor();
  assert.match(await page.title(), /^Galat:/);
  assert.equal(await page.locator(PURCHASE.amount).inputValue(), '-1.000');
  assert.ok(await page.locator('main img').count(), 'the photo is still there');
  await assertAccessible(page);
  await shoot(page, `catat-galat-${size}`);

  await page.locator(PURCHASE.amount).fill('5.000');
  await page.getByRole('button', { name: PURCHASE.save, exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/');
});
