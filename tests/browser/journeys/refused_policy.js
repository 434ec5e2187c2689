import assert from 'node:assert/strict';
import { assertAccessible, journey, shoot } from '../harness/browser.js';
import { ERROR_TITLE, save } from '../harness/words.js';

const options = { as: 'administrator' };

journey('a policy without a title is refused at the field', options, async (page, size) => {
  await page.goto('/admin/kebijakan/baru');
  // The browser itself stops an empty one.
  await page.locator('[name=title]').fill('   ');
  await page.locator('[name=legal_basis]').fill('SE Bupati 1/2026');
  await page.locator('[name=minimum_amount]').fill('1e9');
  await save(page).click();
  await page.locator('[name=title][aria-invalid=true]').waitFor();
  assert.match(await page.title(), ERROR_TITLE);
  assert.equal(await page.locator('[name=legal_basis]').inputValue(), 'SE Bupati 1/2026');
  assert.equal(await page.locator('[name=minimum_amount]').inputValue(), '1e9');
  await shoot(page, `kebijakan-galat-${size}`);
  await assertAccessible(page);
});
