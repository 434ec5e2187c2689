// A head says who signs, issues the recap of a closed week, takes its files along, and anybody asks about its code.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import {
  assertAccessible, assertColoursContrast, assertNoSidewaysScroll, fetchFile, journey, open, shoot,
} from '../harness/browser.js';
import { SHOTS } from '../harness/server.js';

journey('a head issues a recap and its code is asked about', { as: 'head' }, async (page, size) => {
  await page.goto('/');
  await page.goto(await page.locator('a[href^="/unit/"]').first().getAttribute('href'));
  await page.locator('a[href*="/rekap?"]').click();
  assert.match(await page.locator('.sheet').innerText(), /DRAF, belum diterbitkan/);
  const number = page.getByLabel('Nomor surat');
  while ((await page.getByText('setelah periodenya ditutup').count()) > 0) await page.locator('a[rel=prev]').click();

  // Saved once, it is folded away.
  if (!(await page.getByLabel('Alamat').isVisible())) await page.locator('#letterhead summary').click();
  await page.getByLabel('Alamat').fill('Jalan Alun-alun Utara 1, Sukamaju 67311');
  await page.getByLabel('Tempat penandatanganan').fill('Sukamaju');
  await page.getByLabel('Jabatan').fill('Kepala Dinas');
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  assert.match(await page.locator('.notice').first().innerText(), /Kop dan penanda tangan disimpan/);
  await number.fill(`800/123/${size}`);
  await page.getByRole('button', { name: 'Terbitkan rekap' }).click();
  await page.locator('.sheet-qr').waitFor();
  assert.doesNotMatch(await page.locator('.sheet').innerText(), /DRAF/);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await shoot(page, `rekap-terbit-${size}-${colorScheme}`);
    await assertColoursContrast(page);
  }
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);

  for (const [kind, begins] of [['pdf', '%PDF-'], ['xlsx', 'PK'], ['csv', '\ufeff']]) {
    const file = await fetchFile(page, await page.locator(`a[href*="/rekap.${kind}?"]`).first().getAttribute('href'));
    assert.equal(file.status, 200);
    const bytes = Buffer.from(await file.arrayBuffer());
    assert.ok(bytes.toString('utf8').startsWith(begins) || bytes[0] === 0xef, kind);
    await writeFile(`${SHOTS}rekap-${size}.${kind}`, bytes);
  }
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await writeFile(`${SHOTS}rekap-${size}-peramban.pdf`, await page.pdf({ preferCSSPageSize: true }));

  const code = await page.locator('.sheet-end b').innerText();
  const stranger = await open({ size });
  await stranger.goto(`/rekap/${code}`);
  assert.match(await stranger.locator('main').innerText(), /Jumlahnya tidak berubah sejak diterbitkan/);
  await assertAccessible(stranger);
  await assertNoSidewaysScroll(stranger);
  await shoot(stranger, `rekap-periksa-${size}-light`);
  await stranger.emulateMedia({ colorScheme: 'dark' });
  await shoot(stranger, `rekap-periksa-${size}-dark`);
  await assertColoursContrast(stranger);
  await stranger.context().close();
});
