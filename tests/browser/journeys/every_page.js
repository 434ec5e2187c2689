// Looks at every page of `pages.js`: light and dark, phone and desk; shots land in `shots/`.
import assert from 'node:assert/strict';
import { assertAccessible, assertNoSidewaysScroll, journey, shoot } from '../harness/browser.js';
import { PAGES } from '../pages.js';

for (const { name, as, address, find = [] } of PAGES) {
  for (const colorScheme of ['light', 'dark']) {
    journey(`page ${name}, ${colorScheme}`, { as, colorScheme }, async (page, size) => {
      let answer = await page.goto(address);
      for (const link of [find].flat()) {
        answer = await page.goto(await page.locator(link).first().getAttribute('href'));
      }
      assert.equal(answer.status(), name === 'tidak-ada' ? 404 : 200, page.url());
      assert.equal(await page.locator('html').getAttribute('lang'), 'id');
      await shoot(page, `${name}-${colorScheme}-${size}`);
      await assertAccessible(page);
      if (size === 'phone' && colorScheme === 'light') await assertNoSidewaysScroll(page);
    });
  }
}
