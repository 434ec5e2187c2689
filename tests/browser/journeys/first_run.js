// From the key in the log to the list of what comes next, on a phone and at a desk, with and without
// JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assertAccessible, assertNoSidewaysScroll, open, shoot } from '../harness/browser.js';
import { freshServer } from '../harness/server.js';

const LOGO = fileURLToPath(new URL('../../../static/icon-512.png', import.meta.url));
const PERSON = {
  institution: 'Pemerintah Kabupaten Contoh',
  code: 'CTH',
  name: 'Rina Kusumawati',
  login: 'rina',
  email: 'rina@contoh.go.id',
  password: 'becak biru lewat pasar',
  password_again: 'becak biru lewat pasar',
};

test('the first run, only to look around', async () => {
  const { url, token, stop } = await freshServer();
  const page = await open({ size: 'phone', url });
  page.setDefaultTimeout(120_000); // a district is drawn by a binary that was not optimised
  try {
    await page.goto('/siapkan');
    await page.getByRole('button', { name: 'Isi dengan data contoh' }).click();
    await page.getByText('Kunci: Bagian ini perlu diisi').first().waitFor();
    await page.locator('[name=token]').fill(token);
    await look(page, 'siapkan-contoh');
    await page.getByRole('button', { name: 'Isi dengan data contoh' }).click();
    await page.waitForURL('**/masuk');
    await page.getByText('Data contoh siap').waitFor();
    await look(page, 'siapkan-contoh-siap');
    await page.getByRole('button', { name: 'Masuk sebagai Pegawai' }).click();
    await page.getByText('Rp35.000').first().waitFor();
    assert.deepEqual(page.complaints, []);
  } catch (error) {
    await shoot(page, 'failed-first-run-demo');
    throw error;
  } finally {
    await page.context().close();
    await stop();
  }
});

async function look(page, name) {
  await shoot(page, name);
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
}

for (const [size, javaScript] of [['phone', true], ['desk', false]]) {
  test(`the first run (${size})`, async () => {
    const { url, token, stop } = await freshServer();
    // Axe runs as a script of its own; pages without scripts are looked at, not judged by it.
    const see = (page, name) =>
      javaScript ? look(page, `${name}-${size}`) : shoot(page, `${name}-${size}`);
    const page = await open({ size, url, javaScript });
    try {
      await page.goto('/');
      await page.waitForURL('**/siapkan');
      await see(page, 'siapkan-1');
      for (const [name, value] of Object.entries({ token, ...PERSON })) {
        await page.locator(`[name=${name}]`).fill(value);
      }
      await page.locator('[value="Asia/Jakarta"]').check();
      await page.getByRole('button', { name: 'Pasang Pekan' }).click();

      await page.waitForURL('**/admin/persiapan/2');
      await page.getByText('Langkah 2 dari 8').waitFor();
      await see(page, 'siapkan-2');
      await page.locator('[name=logo]').setInputFiles(LOGO);
      await page.getByRole('button', { name: 'Simpan dan lanjut' }).first().click();
      await page.waitForURL('**/admin/persiapan/3');
      const shown = page.locator('.brand img.logo');
      await shown.waitFor();
      assert.ok(await shown.evaluate((img) => img.complete && img.naturalWidth > 0), 'the logo');
      await page.goto('/admin/persiapan/2');
      await see(page, 'siapkan-2-logo');
      await page.getByText('Ubah nama atau zona waktu').click();
      await page.locator('[name=institution]').fill('Pemerintah Kabupaten Contoh Raya');
      await page.getByRole('button', { name: 'Simpan dan lanjut' }).last().click();

      await page.waitForURL('**/admin/persiapan/3');
      await see(page, 'siapkan-3');
      await page.getByRole('link', { name: /^Lumajang/ }).click();
      await page.getByRole('link', { name: 'Kembali ke persiapan' }).waitFor();
      await see(page, 'siapkan-3-kebijakan');
      assert.equal(await page.locator('[name=title]').inputValue(), 'Belanja di UMKM Pemerintah Kabupaten Contoh Raya');
      await page.locator('[name=legal_basis]').fill('SE 1/2026');
      await page.getByRole('button', { name: 'Simpan', exact: true }).last().click();
      await page.waitForURL('**/admin/persiapan/4');
      await page.goto('/admin/persiapan/3');
      await see(page, 'siapkan-3-ada');
      await page.getByRole('link', { name: 'Lanjut' }).click();

      await page.waitForURL('**/admin/persiapan/4');
      await page.getByRole('button', { name: 'Kirim surel uji' }).click();
      await page.getByText('ditulis ke folder, tidak dikirim').waitFor();
      await see(page, 'siapkan-4');
      await page.getByRole('link', { name: 'Lanjut' }).click();

      await page.waitForURL('**/admin/persiapan/5');
      await see(page, 'siapkan-5');
      await page.getByRole('link', { name: 'Nanti saja' }).click();
      await page.getByRole('button', { name: /^Pakai daftar/ }).click();
      await page.waitForURL('**/admin/persiapan/7');
      await page.getByText('1 unit kerja belum punya kepala').first().waitFor();
      await see(page, 'siapkan-7');
      await page.getByRole('link', { name: 'Nanti saja' }).click();
      await page.waitForURL('**/admin/persiapan/8');
      await see(page, 'siapkan-8');
      await page.getByRole('button', { name: 'Selesai' }).click();

      await page.waitForURL('**/admin');
      await page.getByText('Yang berikutnya').waitFor();
      const title = await page.title();
      assert.match(title, /Pemerintah Kabupaten Contoh Raya$/);
      await see(page, 'siapkan-daftar');
      assert.deepEqual(page.complaints, []);
    } catch (error) {
      await shoot(page, `failed-first-run-${size}`);
      throw error;
    } finally {
      await page.context().close();
      await stop();
    }
  });
}
