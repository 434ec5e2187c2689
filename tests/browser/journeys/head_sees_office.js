import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { journey } from '../harness/browser.js';
import { OFFICE } from '../harness/words.js';

journey('a head sees the own office, and no other', { as: 'head' }, async (page) => {
  await page.goto('/');
  const own = await page.locator('a[href^="/unit/"]').first().getAttribute('href');
  await page.goto(own);
  assert.match(await page.locator('h1').innerText(), OFFICE.headline);

  const heat = page.locator('table').first();
  assert.equal(await heat.locator('thead th').count(), 13, 'a name and twelve weeks');
  assert.ok((await heat.locator('tbody tr').count()) > 0, 'the people of the office');
  const frame = await page.locator('.heat-scroll').boundingBox();
  const newest = await heat.locator('thead th').last().boundingBox();
  const ends = [newest.x + newest.width, frame.x + frame.width].map(Math.round);
  assert.ok(newest.x >= frame.x && ends[0] <= ends[1], `the running week is in sight: ${ends}`);

  await page.locator('a[href*="/rekap?"]').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('a[href*="recap.csv"], a[href*="rekap.csv"]').first().click(),
  ]);
  const csv = await readFile(await download.path(), 'utf8');
  assert.ok(csv.startsWith('\ufeff'), 'spreadsheets need the mark to read UTF-8');
  assert.ok(csv.split('\n')[0].includes(';'), csv.slice(0, 200));

  for (const address of ['/unit/SKM', '/unit/tidak-ada', '/admin/pegawai']) {
    const answer = await page.goto(address);
    assert.ok([403, 404].includes(answer.status()), `${address}: ${answer.status()}`);
  }
});

journey('an employee sees no office at all', { as: 'employee', sizes: ['phone'] }, async (page) => {
  await page.goto('/');
  assert.equal(await page.locator('a[href^="/unit/"], a[href^="/admin"]').count(), 0);
  assert.equal((await page.goto('/unit/SKM')).status(), 404);
});
