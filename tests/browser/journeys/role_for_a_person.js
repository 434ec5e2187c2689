// A role for somebody who is known by name: four taps from the first page, and the name.
import assert from 'node:assert/strict';
import { journey } from '../harness/browser.js';

journey('an administrator makes somebody operator in four taps', { as: 'administrator' }, async (page) => {
  let taps = 0;
  const tap = async (target) => {
    taps += 1;
    await target.click();
  };
  await page.goto('/');
  await tap(page.locator('nav.tabs a[href="/admin"]'));
  await tap(page.locator('a[href="/admin/pegawai"]').first());
  const row = page.locator('th a[href^="/admin/pegawai/"]');
  const name = await row.nth(7).innerText();
  await page.locator('[name=cari]').fill(name);
  await page.locator('[name=cari]').press('Enter');
  await tap(row.filter({ hasText: name }).first());
  assert.notEqual(await page.locator('[name=role_office]').inputValue(), '', 'the own office is chosen');
  await tap(page.locator('button[name=role][value=operator]'));
  assert.equal(taps, 4);
  const roles = page.locator('#roles li');
  assert.equal(await roles.count(), 1);

  // Taking it back asks once.
  await page.locator('#roles .confirm summary').click();
  await page.locator('#roles .confirm button').click();
  assert.equal(await page.locator('#roles li').count(), 0);
});

journey('somebody is found by name for a role, without JavaScript', { as: 'administrator', javaScript: false, sizes: ['phone'] }, async (page) => {
  await page.goto('/admin/pegawai');
  const name = await page.locator('th a[href^="/admin/pegawai/"]').nth(5).innerText();
  await page.goto('/admin/peran');
  await page.locator('[name=employee]').fill(name);
  await page.locator('#new button[type=submit]').click();
  await page.locator('[name=chosen]').first().check();
  await page.locator('[name=office]').selectOption({ index: 2 });
  await page.locator('#new button[type=submit]').click();
  assert.ok((await page.locator('main').innerText()).includes(name));
});
