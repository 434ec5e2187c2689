import assert from 'node:assert/strict';
import { assertAccessible, fetchFile, journey, open, shoot } from '../harness/browser.js';
import { phonePhoto, SECRET_PLACE } from '../harness/photo.js';
import { ERROR_TITLE } from '../harness/words.js';

const CASES = {
  phone: { seed: 61, from: '2026-12-07', to: '2026-12-11' },
  desk: { seed: 62, from: '2026-12-14', to: '2026-12-18' },
};

journey('leave is asked for, approved and withdrawn', { as: 'employee' }, async (page, size) => {
  const { seed, from, to } = CASES[size];
  const ask = page.getByRole('button', { name: 'Ajukan', exact: true });
  await page.goto('/pengecualian');
  await page.locator('[name=reason]').selectOption('official_travel');
  await page.locator('[name=from]').fill(to);
  await page.locator('[name=to]').fill(from);
  await ask.click();
  await page.locator('[name=to][aria-invalid=true]').waitFor();
  assert.match(await page.title(), ERROR_TITLE);
  assert.equal(await page.locator('[name=from]').inputValue(), to, 'what was typed stays');
  await shoot(page, `pengecualian-galat-${size}`);
  await assertAccessible(page);

  await page.locator('[name=from]').fill(from);
  await page.locator('[name=to]').fill(to);
  await page.locator('[name=document]').setInputFiles((await phonePhoto(seed)).path);
  await ask.click({ timeout: 30_000 });
  await page.getByText('Pengajuan terkirim').waitFor({ timeout: 30_000 });
  const link = page.locator('main a[href^="/pengecualian/"]').first();
  const address = await link.getAttribute('href');
  await shoot(page, `pengecualian-diajukan-${size}`);
  await link.click();
  await page.locator('summary', { hasText: 'Batalkan pengajuan' }).waitFor();
  await shoot(page, `pengecualian-menunggu-${size}`);
  const kept = await fetchFile(page, `${address}/dokumen`);
  assert.ok(!Buffer.from(await kept.arrayBuffer()).includes(SECRET_PLACE), 'metadata kept');

  const reviewer = await open({ as: 'administrator', size });
  await reviewer.goto('/tinjau/pengecualian');
  await shoot(reviewer, `pengecualian-antrean-${size}`);
  await assertAccessible(reviewer); // here a button stands in the row of a link
  await reviewer.locator(`a[href="${address}"]`).click();
  await shoot(reviewer, `pengecualian-diputuskan-${size}`);
  await assertAccessible(reviewer);
  await reviewer.getByRole('button', { name: 'Setujui', exact: true }).click();
  await reviewer.waitForURL((url) => url.pathname === '/tinjau/pengecualian');
  await reviewer.goto(address);
  await reviewer.locator('[name=reason]').fill('Perjalanan dinas dibatalkan');
  await shoot(reviewer, `pengecualian-disetujui-${size}`);
  await reviewer.getByRole('button', { name: 'Tarik pengecualian' }).click();
  await reviewer.getByText('Sudah ditarik').waitFor();
  await shoot(reviewer, `pengecualian-ditarik-${size}`);
  await assertAccessible(reviewer);
  assert.deepEqual(reviewer.complaints, []);
  await reviewer.context().close();

  await page.reload();
  assert.match(await page.locator('main').innerText(), /Perjalanan dinas dibatalkan/);
});

journey('an office is exempted after a look', { as: 'administrator' }, async (page, size) => {
  await page.goto('/admin/pengecualian/unit');
  await page.locator('[name=office]').selectOption({ index: 2 });
  await page.locator('[name=reason]').selectOption('other');
  await page.locator('[name=from]').fill(CASES[size].from);
  await page.locator('[name=to]').fill(CASES[size].from);
  await page.getByRole('button', { name: 'Periksa' }).click();
  await page.getByRole('heading', { name: 'Siapa saja' }).waitFor();
  await shoot(page, `pengecualian-unit-diperiksa-${size}`);
  await assertAccessible(page);
  await page.getByRole('button', { name: /^Terapkan untuk/ }).click();
  await page.getByText(/orang mendapat pengecualian/).waitFor();
  await shoot(page, `pengecualian-unit-selesai-${size}`);
});

journey('the built-in holidays come back with one button', { as: 'administrator' }, async (page, size) => {
  await page.goto('/admin/libur?tahun=2026');
  assert.equal(await page.getByRole('button', { name: 'Pakai daftar 2026' }).count(), 0);
  const row = page.locator('.confirm', { has: page.locator('[aria-label^="Hapus Kelahiran Yesus Kristus"]') });
  await row.locator('summary').click();
  await row.getByRole('button', { name: 'Hapus' }).click();
  const take = page.getByRole('button', { name: 'Pakai daftar 2026' });
  await take.waitFor();
  await shoot(page, `libur-bawaan-${size}`);
  await assertAccessible(page);
  await take.click();
  await page.getByText('Daftar hari libur ditambahkan').waitFor();
  assert.equal(await take.count(), 0);
});
