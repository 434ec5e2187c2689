import assert from 'node:assert/strict';
import { assertAccessible, assertNoSidewaysScroll, journey, shoot } from '../harness/browser.js';

const as = 'administrator';
const row = (page, index) => page.locator(`[name="tiers.${index}.minimum_amount"]`);

journey('the preview follows the form by itself', { as }, async (page, size) => {
  await page.goto('/admin/kebijakan/baru?contoh=kebumen');
  await page.locator('[name=minimum_amount]').fill('75rb');
  await page.getByText(/Berlaku untuk \d/).waitFor();
  await page.getByText('Siapa saja').click();
  assert.match(await page.locator('#preview').innerText(), /orang berubah/);
  await shoot(page, `kebijakan-pratinjau-${size}`);
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
});

for (const javaScript of [true, false]) {
  const how = javaScript ? 'with' : 'without';
  journey(`tiers are put in order ${how} JavaScript`, { as, javaScript }, async (page, size) => {
    await page.goto('/admin/kebijakan/baru?contoh=probolinggo');
    await page.locator('[name=title]').fill('Bertingkat');
    await page.locator('[value=tier-down-0]').click();
    assert.equal(await row(page, 1).inputValue(), '200.000');
    await page.locator('[value=tier-remove-1]').click();
    await page.locator('[value=tier-add]').click();
    await row(page, 3).fill('25rb');
    await page.locator('[name=action][value=preview]').click();
    await page.getByText(/Berlaku untuk \d/).waitFor();
    assert.equal(await page.locator('[name=title]').inputValue(), 'Bertingkat');
    assert.equal(await row(page, 3).inputValue(), '25rb');
    if (!javaScript) await shoot(page, `kebijakan-tanpa-js-${size}`);
  });
}
