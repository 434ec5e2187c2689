// Looks at every page of `pages.js`: phone and desk, light and dark; shots land in `shots/`.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  assertAccessible, assertColoursContrast, assertNoSidewaysScroll, journey, resize, shoot, SIZES,
} from '../harness/browser.js';
import { assertControlsReachable, assertTextFits, unfold } from '../harness/controls.js';
import { PAGES } from '../pages.js';

/** Beside 320 px: usual and large phones, a tablet upright, a desk. */
const WIDTHS = [360, 412, 768, 1280];

describe('every page', { concurrency: 2 }, () => {
  for (const page of PAGES) look(page);
});

function look({ name, as, address, find = [], status = 200 }) {
  journey(`page ${name}`, { as, sizes: ['phone'] }, async (page) => {
    let answer = await page.goto(address);
    for (const link of [find].flat()) {
      answer = await page.goto(await page.locator(link).first().getAttribute('href'));
    }
    assert.equal(answer.status(), status, page.url());
    assert.equal(await page.locator('html').getAttribute('lang'), 'id');
    for (const size of Object.keys(SIZES)) {
      await resize(page, size);
      await shoot(page, `${name}-${size}-light`);
      await assertAccessible(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await shoot(page, `${name}-${size}-dark`);
      await assertColoursContrast(page);
      await page.emulateMedia({ colorScheme: 'light' });
    }
    await unfold(page);
    await assertNoSidewaysScroll(page);
    for (const size of Object.keys(SIZES)) {
      await resize(page, size);
      await assertControlsReachable(page);
    }
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: SIZES.phone.height });
      await assertTextFits(page);
    }
  });
}
