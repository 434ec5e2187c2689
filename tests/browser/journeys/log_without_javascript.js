import assert from 'node:assert/strict';
import { fetchFile, journey, shoot } from '../harness/browser.js';
import { jpegSize, phonePhoto, SECRET_PLACE } from '../harness/photo.js';
import { chooseSeller, countedThisWeek, PURCHASE, save, saved } from '../harness/words.js';

const CASES = {
  phone: { seed: 31, typed: 'Rp 12.500', amount: 12_500 },
  desk: { seed: 32, typed: 'Rp13.500,00', amount: 13_500 },
};
const options = { as: 'employee', javaScript: false };

journey('an employee logs a purchase without JavaScript', options, async (page, size) => {
  const { seed, typed, amount } = CASES[size];
  const before = await countedThisWeek(page);
  const photo = await phonePhoto(seed);
  await page.goto(PURCHASE.address);
  await page.locator(PURCHASE.photo).first().setInputFiles(photo.path);
  await page.locator(PURCHASE.amount).fill(typed);
  await chooseSeller(page);
  await shoot(page, `catat-tanpa-javascript-${size}`);
  // The server draws the 12 megapixels anew, and this build of it is not the fast one.
  await save(page).click({ timeout: 30_000 });
  await saved(page);
  assert.equal(await countedThisWeek(page), before + amount);

  // What is kept is a smaller picture that no longer says where it was taken.
  await page.goto('/riwayat');
  await page.locator(PURCHASE.link).first().click();
  const answer = await fetchFile(page, await page.locator('.receipts a').getAttribute('href'));
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'image/jpeg');
  const kept = Buffer.from(await answer.arrayBuffer());
  const { width, height } = jpegSize(kept);
  assert.ok(Math.max(width, height) <= 2000, `${width} by ${height}`);
  assert.ok(photo.bytes.includes(SECRET_PLACE) && !kept.includes(SECRET_PLACE), 'metadata kept');
  assert.ok(!kept.includes('Exif\0'), 'an Exif segment was kept');
});
