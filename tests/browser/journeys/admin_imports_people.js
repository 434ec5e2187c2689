import assert from 'node:assert/strict';
import {
  assertAccessible, assertNoSidewaysScroll, fetchFile, journey, shoot,
} from '../harness/browser.js';

const IMPORT = '/admin/impor/pegawai';
const file = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const figures = async (page) => {
  await page.locator('dl.figures').waitFor();
  return page.locator('dl.figures dd').allInnerTexts();
};

journey('a list of people is checked, mended, applied and undone', { as: 'administrator' }, async (page, size) => {
  const number = `HON-${size}`;
  const list = (from) =>
    `NIP;Nama;Surel;Telepon;Jenis;Kode unit;TMT;Pangkat\n${number};Joko ${size};joko.${size}@example.go.id;81234567890;Non-ASN;SKM;${from};-\n`;
  const look = async (what) => {
    await shoot(page, `impor-${what}-${size}`);
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
  };
  await page.goto(IMPORT);
  await look('awal');
  await page.locator('input[type=file]').setInputFiles(file('p.csv', list('besok')));
  await page.getByRole('button', { name: 'Periksa berkas' }).click();
  await page.getByText('1 hal perlu diperbaiki').first().waitFor();
  await look('galat');

  await page.locator('input[type=file]').setInputFiles(file('p.csv', list('2026-11-23')));
  await page.getByRole('button', { name: 'Periksa berkas' }).click();
  await page.getByText('2 hal patut dilihat').waitFor();
  assert.deepEqual(await figures(page), ['1', '1', '0', '0']);
  await look('siap');
  await page.locator('[name=action][value=apply]').click();
  await page.getByText('1 pegawai baru').waitFor();
  await look('selesai');

  await page.locator('main a[href="/admin/impor"]').first().click();
  await page.locator('details.confirm summary').first().click();
  await look('batal');
  await page.getByRole('button', { name: 'Ya, batalkan impor ini' }).first().click();
  await page.getByText('Impor dibatalkan.').waitFor();
  await look('dibatalkan');
  assert.equal((await page.goto(`/admin/pegawai/${number}`)).status(), 404);
});

journey('what is downloaded comes back unchanged', { as: 'administrator', sizes: ['desk'] }, async (page) => {
  for (const [table, address] of [['pegawai', IMPORT], ['unit', '/admin/impor/unit']]) {
    await page.goto(address);
    const link = await page.locator(`a[href$="/${table}/templat/xlsx"]`).getAttribute('href');
    const answer = await fetchFile(page, link);
    assert.equal(answer.status, 200);
    await page.locator('input[type=file]').setInputFiles({
      name: `${table}.xlsx`,
      mimeType: answer.headers.get('content-type'),
      buffer: Buffer.from(await answer.arrayBuffer()),
    });
    await page.getByRole('button', { name: 'Periksa berkas' }).click();
    const told = await figures(page);
    assert.ok(told[0] !== '0');
    assert.deepEqual(told, [told[0], '0', '0', told[0]]);
  }
});
