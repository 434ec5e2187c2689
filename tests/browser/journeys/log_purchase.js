import assert from 'node:assert/strict';
import { assertAccessible, journey, shoot } from '../harness/browser.js';
import { phonePhoto } from '../harness/photo.js';
import {
  chooseSeller, countedThisWeek, ERROR_TITLE, PURCHASE, save, saved,
} from '../harness/words.js';

// Each size has its own photos and amounts: the same again would be refused, or asked about.
const CASES = {
  phone: { seed: 11, typed: '15rb', shown: 'Rp15.000', amount: 15_000, mended: '5.000' },
  desk: { seed: 12, typed: '16 ribu', shown: 'Rp16.000', amount: 16_000, mended: '6.000' },
};

journey('an employee logs a purchase with a photo', { as: 'employee' }, async (page, size) => {
  const { seed, typed, shown, amount } = CASES[size];
  const before = await countedThisWeek(page);
  await page.goto(PURCHASE.address);
  await page.locator(PURCHASE.photo).first().setInputFiles((await phonePhoto(seed)).path);
  await page.getByText(PURCHASE.shrunk).waitFor();
  await page.locator(PURCHASE.amount).fill(typed);
  await page.locator(`main :text("${shown}"):visible`).first().waitFor(); // what was understood
  await chooseSeller(page);
  await assertAccessible(page);
  await shoot(page, `catat-terisi-${size}`);

  const sending = page.waitForRequest((request) => request.method() === 'POST');
  await save(page).click();
  const bytes = Number((await (await sending).allHeaders())['content-length']);
  assert.ok(bytes > 20_000, `no photo in ${bytes} bytes`);
  assert.ok(bytes < 400_000, `the upload has ${bytes} bytes: not shrunk`);

  await saved(page);
  assert.equal(await countedThisWeek(page), before + amount);
  await shoot(page, `pekan-ini-sesudah-${size}`);
});

journey('a long picture of a screen stays legible', { as: 'employee' }, async (page) => {
  await page.goto(PURCHASE.address);
  const scales = await page.evaluate(async () => {
    const module = document.querySelector('script[src$="/log.js"]').src.replace('log.js', 'capture.js');
    const { scaleOf } = await import(module);
    return [scaleOf(4000, 3000), scaleOf(1080, 14_000), scaleOf(800, 600), scaleOf(1000, 40_000)];
  });
  assert.deepEqual(scales.slice(0, 3), [0.4, 720 / 1080, 1]);
  assert.ok(scales[3] * 1000 > 600 && scales[3] ** 2 * 40e6 <= 16e6, `${scales[3]}`);
});

journey('a mistake keeps the photo and all that was typed', { as: 'employee' }, async (page, size) => {
  const { seed, mended } = CASES[size];
  await page.goto(PURCHASE.address);
  await page.locator(PURCHASE.photo).first().setInputFiles((await phonePhoto(seed + 10)).path);
  await page.getByText(PURCHASE.shrunk).waitFor();
  await page.locator(PURCHASE.amount).fill('-1.000');
  await chooseSeller(page);
  await save(page).click();

  await page.getByText(PURCHASE.amountUnreadable).first().waitFor();
  assert.match(await page.title(), ERROR_TITLE);
  assert.equal(await page.locator(PURCHASE.amount).inputValue(), '-1.000');
  assert.equal(await page.locator(PURCHASE.photos).count(), 1, 'the photo is still there');
  await assertAccessible(page);
  await shoot(page, `catat-galat-${size}`);

  await page.locator(PURCHASE.amount).fill(mended);
  await save(page).click();
  await saved(page);
});

journey('the same lunch again is asked about', { as: 'employee', sizes: ['phone'] }, async (page) => {
  const before = await countedThisWeek(page);
  for (const seed of [51, 52]) {
    await page.goto(PURCHASE.address);
    await page.locator(PURCHASE.photo).first().setInputFiles((await phonePhoto(seed)).path);
    await page.getByText(PURCHASE.shrunk).waitFor();
    await page.locator(PURCHASE.amount).fill('7.500');
    await chooseSeller(page);
    await save(page).click();
    if (seed === 51) await saved(page);
  }
  await page.getByText(PURCHASE.similar).waitFor();
  await assertAccessible(page);
  await shoot(page, 'catat-mirip-phone');
  await page.locator(PURCHASE.saveAnyway).click();
  await saved(page);
  assert.equal(await countedThisWeek(page), before + 15_000, 'two equal lunches are two lunches');
});
