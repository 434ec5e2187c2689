// Looks at every mail as its receiver does: on a phone and a desk, light and dark; shots land in `shots/`.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  assertColoursContrast, assertNoSidewaysScroll, fetchFile, journey, resize, shoot, SIZES,
} from '../harness/browser.js';
import { assertControlsReachable, assertTextFits } from '../harness/controls.js';

const ASK = /^Surel ini/;

describe('every mail', () => {
  journey('mails as they are received', { as: 'administrator', sizes: ['phone'] }, async (page) => {
    await page.goto('/admin/surel/jadwal');
    const samples = await page.locator('#samples a').evaluateAll((links) => links.map((link) => link.pathname));
    assert.ok(samples.length >= 10, `${samples.length} mails`);
    const origin = new URL(page.url()).origin;
    for (const sample of samples) {
      await page.goto(`${origin}${sample}`);
      const letter = await page.getByRole('link', { name: 'Lihat seperti di kotak surat' }).getAttribute('href');
      const name = `surel-${sample.split('/').at(-1)}`;
      // As a mail program shows it: the sandbox in which we hand it out lets no checks run.
      const html = await (await fetchFile(page, letter)).text();
      await page.goto('about:blank');
      await page.setContent(html);
      assert.ok(await page.getByText(ASK).first().isVisible(), `${name} does not say why it came`);
      for (const size of Object.keys(SIZES)) {
        await resize(page, size);
        await shoot(page, `${name}-${size}-light`);
        await assertColoursContrast(page);
        await assertControlsReachable(page);
        await page.emulateMedia({ colorScheme: 'dark' });
        await shoot(page, `${name}-${size}-dark`);
        await assertColoursContrast(page);
        await page.emulateMedia({ colorScheme: 'light' });
        await assertNoSidewaysScroll(page);
        await assertTextFits(page);
      }
    }
  });
});
