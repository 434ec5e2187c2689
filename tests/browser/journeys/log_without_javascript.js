import assert from 'node:assert/strict';
import { fetchFile, journey, shoot } from '../harness/browser.js';
import { jpegSize, phonePhoto, SECRET_PLACE } from '../harness/photo.js';
import { chooseSeller, countedThisWeek, PURCHASE } from '../harness/words.js';

const SEEDS = { phone: 31, desk: 32 };
const options = { as: 'employee', javaScript: false };

journey('an employee logs a purchase without JavaScript', options, async (page, size) => {
  const before = await countedThisWeek(page);
  const photo = await phonePhoto(SEEDS[size]);
  await page.goto(PURCHASE.address);
  await page.locator(PURCHASE.photo).first().setInputFiles(photo);
  await page.locator(PURCHASE.amount).fill('Rp 12.500');
  await chooseSeller(page);
  await shoot(page, `catat-tanpa-javascript-${size}`);
  await page.getByRole('button', { name: PURCHASE.save, exact: true }).click();
  await page.waitForURL((url) => url.pathname !== PURCHASE.address);
  assert.equal(await countedThisWeek(page), before + 12_500);

  // What is kept is a smaller picture that no longer says where it was taken.
  await page.goto('/riwayat');
  await page.locator('a[href^="/belanja/"]:not([href*=baru])').first().click();
  const address = await page.locator('main img').first().getAttribute('src');
  const answer = await fetchFile(page, address);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'image/jpeg');
  const kept = Buffer.from(await answer.arrayBuffer());
  const { width, height } = jpegSize(kept);
  assert.ok(Math.max(width, height) <= 2000, `${width} by ${height}`);
  assert.ok(photo.buffer.includes(SECRET_PLACE) && !kept.includes(SECRET_PLACE), 'metadata kept');
  assert.ok(!kept.includes('Exif\0'), 'an Exif segment was kept');
});
