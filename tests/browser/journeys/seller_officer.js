// A seller officer finds sellers while typing, merges two that are one, and takes it back.
import assert from 'node:assert/strict';
import { journey } from '../harness/browser.js';

journey('an officer merges two sellers and separates them again', { as: 'seller_officer' }, async (page) => {
  await page.goto('/');
  await page.locator('nav.tabs a[href="/penjual"]').click();
  const all = await page.locator('[data-list] .rows li').count();
  await page.locator('[name=cari]').pressSequentially('dekat pas', { delay: 20 });
  await page.waitForFunction(() => document.querySelectorAll('[data-list] .rows li').length === 1);
  assert.ok(all > 1);
  assert.match(page.url(), /cari=dekat/);

  await page.locator('[data-list] .rows a').click();
  const again = (await page.locator('h1').innerText()).trim();
  const name = again.split(',')[0];
  await page.goto(`/penjual?cari=${encodeURIComponent(name)}`);
  await page.locator('[data-list] .rows a', { hasText: new RegExp(`^${name}$`) }).first().click();
  const other = page.locator('#same li', { hasText: again });
  await other.locator('summary').click();
  await other.locator('button').click();
  assert.ok((await page.locator('#merged').innerText()).includes(again));

  await page.locator('#merged summary').click();
  await page.locator('#merged button').click();
  assert.equal((await page.locator('h1').innerText()).trim(), again);
});
