// How many taps it takes. The camera has two of its own: the shutter, and "use this photo".
import assert from 'node:assert/strict';
import { assertAccessible, journey, shoot } from '../harness/browser.js';
import { phonePhoto } from '../harness/photo.js';
import { chooseSeller, countedThisWeek, PURCHASE, save, saved } from '../harness/words.js';

const CAMERA = 2;
const phone = { as: 'employee', sizes: ['phone'] };

function counted(page) {
  const taps = { count: 0 };
  taps.on = async (place) => {
    taps.count += 1;
    await page.locator(place).first().click();
  };
  return taps;
}

async function log(page, amount) {
  await page.goto(`${PURCHASE.address}?bukti=tanpa`);
  await page.locator(PURCHASE.amount).fill(amount);
  await chooseSeller(page);
  await save(page).click();
  await saved(page);
}

journey('an amount is corrected with four taps', phone, async (page) => {
  await log(page, '21.000');
  const before = await countedThisWeek(page);
  const taps = counted(page);
  await taps.on(PURCHASE.link);
  await taps.on('a[href$="/ubah"]');
  await assertAccessible(page);
  await shoot(page, 'ubah-phone');
  await taps.on(PURCHASE.amount);
  await page.locator(PURCHASE.amount).fill('22.000');
  await taps.on('.save button');
  await page.getByText('Perubahan tersimpan').waitFor();
  assert.ok(taps.count <= 4, `${taps.count} taps`);
  assert.equal(await countedThisWeek(page), before + 1_000);
});

journey('a purchase is repeated with a photo and four taps', phone, async (page) => {
  await log(page, '23.000');
  const before = await countedThisWeek(page);
  const taps = counted(page);
  const camera = page.waitForEvent('filechooser');
  await taps.on('[data-camera]');
  await (await camera).setFiles((await phonePhoto(71)).path);
  taps.count += CAMERA;
  await page.waitForURL(/foto=1/);
  await page.getByText(PURCHASE.removable).first().waitFor();
  const { y: fold } = await page.locator('.save').boundingBox(); // the bar with "Simpan"
  for (const place of [PURCHASE.amount, '[data-sellers] summary']) {
    const { y, height } = await page.locator(place).boundingBox();
    assert.ok(y + height <= fold, `${place} ends at ${y + height}, below ${fold}`);
  }
  await shoot(page, 'ulangi-phone');
  await taps.on('.save button');
  const similar = page.locator(PURCHASE.saveAnyway);
  await Promise.race([saved(page), similar.waitFor()]);
  if (await similar.count()) await similar.click(); // the same amount on the same day: asked once
  await saved(page);
  assert.ok(taps.count <= 4, `${taps.count} taps`);
  assert.ok((await countedThisWeek(page)) > before);
});

journey('what was just saved is undone with one tap', { as: 'employee' }, async (page, size) => {
  const before = await countedThisWeek(page);
  await log(page, size === 'phone' ? '24.000' : '25.000');
  await assertAccessible(page);
  await shoot(page, `urungkan-${size}`);
  await page.getByRole('button', { name: 'Urungkan' }).click();
  await page.getByText('Catatan diurungkan').waitFor();
  await page.getByRole('link', { name: 'Catat lagi' }).waitFor();
  assert.equal(await countedThisWeek(page), before);
});

journey('a purchase of last week says which week it mends', phone, async (page) => {
  await page.goto(PURCHASE.address);
  await page.locator(PURCHASE.amount).fill('26.000');
  await page.getByText(/Setelah disimpan: /).waitFor();
  const { today, earliest } = await page.locator('#purchased_on').evaluate((field) =>
    ({ today: field.max, earliest: field.min }));
  assert.notEqual(today, earliest);
  await page.locator('[data-days] button').nth(1).click();
  await page.locator('#purchased_on').evaluate((field) => {
    field.value = field.min;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.getByText(/Untuk (Pekan \d+, .* 20\d\d|\w+ 20\d\d): setelah disimpan/).waitFor();
});
