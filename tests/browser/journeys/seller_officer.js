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

journey('a seller opens the link that an officer makes, and says what is theirs', { as: 'seller_officer' }, async (page) => {
  await page.goto('/penjual');
  await page.locator('main .rows a[href^="/penjual/"]').first().click();
  const seller = (await page.locator('h1').innerText()).trim();
  await page.locator('#link form button').first().click();
  const link = new URL(await page.locator('#link code').innerText());
  assert.match(await page.locator('#link a', { hasText: 'WhatsApp' }).getAttribute('href'), /^https:\/\/wa\.me\//);
  await page.screenshot({ path: `shots/tautan-${page.viewportSize().width}.png`, fullPage: true });

  await page.context().clearCookies();
  await page.goto(link.pathname);
  assert.equal((await page.locator('h1').innerText()).trim(), seller);
  await page.screenshot({ path: `shots/terjual-${page.viewportSize().width}.png`, fullPage: true });
  const boxes = page.locator('form').first().locator('input[type=checkbox]');
  if (await boxes.count()) {
    for (const box of await boxes.all()) await box.check();
    await boxes.first().uncheck();
    await page.locator('form button').first().click();
    assert.match(await page.locator('[role=status]').innerText(), /Terima kasih/);
    assert.equal(await boxes.first().isChecked(), false);
    await page.screenshot({ path: `shots/terjual-dijawab-${page.viewportSize().width}.png`, fullPage: true });
  }
});
