import assert from 'node:assert/strict';
import { assertAccessible, journey, shoot } from '../harness/browser.js';
import { ERROR_TITLE, save } from '../harness/words.js';

const options = { as: 'administrator' };

journey('a policy without a title is refused at the field', options, async (page) => {
  await page.goto('/admin/kebijakan/baru');
  await page.locator('[name=title]').fill('   '); // the browser itself stops an empty one
  await page.locator('[name=minimum_amount]').fill('1e9');
  await save(page).click();
  await page.locator('[name=title][aria-invalid=true]').waitFor();
  assert.match(await page.title(), ERROR_TITLE);
  assert.equal(await page.locator('[name=minimum_amount]').inputValue(), '1e9');
  await assertAccessible(page);
});
