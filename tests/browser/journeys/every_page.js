// Looks at every page of `pages.js`: phone and desk, light and dark; shots land in `shots/`.
import assert from 'node:assert/strict';
import {
  assertAccessible, assertNoSidewaysScroll, journey, shoot, SIZES,
} from '../harness/browser.js';
import { PAGES } from '../pages.js';

for (const { name, as, address, find = [], status = 200 } of PAGES) {
  journey(`page ${name}`, { as, sizes: ['phone'] }, async (page) => {
    let answer = await page.goto(address);
    for (const link of [find].flat()) {
      answer = await page.goto(await page.locator(link).first().getAttribute('href'));
    }
    assert.equal(answer.status(), status, page.url());
    assert.equal(await page.locator('html').getAttribute('lang'), 'id');
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await shoot(page, `${name}-${size}-${colorScheme}`);
        await assertAccessible(page);
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await assertNoSidewaysScroll(page);
  });
}
