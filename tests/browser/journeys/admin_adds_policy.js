import assert from 'node:assert/strict';
import { assertAccessible, journey, shoot } from '../harness/browser.js';
import { ERROR_TITLE, save } from '../harness/words.js';

const options = { as: 'administrator' };

journey('an administrator adds a policy for next week', options, async (page, size) => {
  const title = `Surat edaran percobaan ${size}`;
  await page.goto('/admin/kebijakan/baru');
  await page.locator('[name=title]').fill(title);
  await page.locator('[name=legal_basis]').fill('SE 100.3.4/47/2026');
  await page.locator('[name=effective_from]').fill('2026-11-23');
  await page.locator('[name=minimum_amount]').fill('150rb');
  await assertAccessible(page);
  await save(page).click();

  await page.getByText(title).first().waitFor();
  assert.match(await page.locator('main').innerText(), /Rp150\.000/);
  await shoot(page, `admin-kebijakan-sesudah-${size}`);
});
