// What is wrong about somebody is put right on their word, and who has left is forgotten.
import assert from 'node:assert/strict';
import { assertAccessible, assertNoSidewaysScroll, journey, open, shoot } from '../harness/browser.js';
import { unfold } from '../harness/controls.js';
import { save } from '../harness/words.js';

const WANTED = { phone: 'dr. Hj. Siti Rahmawati Kusumaningrum, S.Pd., M.Si.', desk: '0812 3456 7890' };

journey('a correction is asked for, answered, and told', { as: 'employee' }, async (page, size) => {
  await page.goto('/akun/data');
  await page.locator('[name=field]').selectOption(size === 'phone' ? 'name' : 'phone');
  await page.locator('[name=wanted]').fill(WANTED[size]);
  await page.locator('[name=note]').fill('Menurut surat keputusan terakhir, dan di kartu pegawai sudah benar.');
  await page.locator('form[action="/akun/data/perbaikan"] button').click();
  await page.locator('main').getByText(WANTED[size]).first().waitFor();
  await shoot(page, `perbaikan-diminta-${size}`);
  await assertAccessible(page);

  const operator = await open({ as: 'administrator', size });
  await operator.goto('/admin/perbaikan');
  await unfold(operator);
  await shoot(operator, `perbaikan-menunggu-${size}`);
  await assertAccessible(operator);
  await assertNoSidewaysScroll(operator);
  const row = operator.locator('#open li').filter({ hasText: WANTED[size] });
  await row.locator('[name=reason]').fill('Nama mengikuti data kepegawaian nasional.');
  await row.locator('form[action$="/tolak"] button').click();
  await operator.locator('#settled li').filter({ hasText: WANTED[size] }).waitFor();
  await shoot(operator, `perbaikan-dijawab-${size}`);
  await assertAccessible(operator);
  assert.deepEqual(operator.complaints, []);
  await operator.context().close();

  await page.reload();
  assert.match(await page.locator('main').innerText(), /mengikuti data kepegawaian nasional/);
});

const LEAVER = { phone: 'Sementara 71', desk: 'Sementara 72' };

journey('somebody who has left is erased', { as: 'administrator' }, async (page, size) => {
  await page.goto('/admin/pegawai/baru');
  await page.locator('[name=number]').fill(LEAVER[size].replace('Sementara ', 'THL-'));
  await page.locator('[name=name]').fill(LEAVER[size]);
  await page.locator('[name=office]').selectOption({ index: 3 });
  await page.locator('[name=from]').fill('2026-01-05');
  await save(page).click();
  if (await page.locator('button[name=confirm]').count()) {
    await page.locator('button[name=confirm]').click();
    await save(page).click();
  }
  await page.waitForURL(/\/admin\/pegawai\/~\d+/);
  await page.locator('form[action$="/berhenti"] [name=on]').fill('2026-11-13');
  await page.locator('form[action$="/berhenti"] button').click();
  await page.locator('a[href$="/hapus-data"]').waitFor();
  await shoot(page, `pegawai-berhenti-${size}`);
  await page.locator('a[href$="/hapus-data"]').click();
  await shoot(page, `hapus-data-${size}`);
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
  await page.locator('form[action$="/hapus-data"] button').click();
  await page.locator('h1', { hasText: /^Mantan pegawai \d+$/ }).waitFor();
  await shoot(page, `pegawai-dihapus-${size}`);
  await assertAccessible(page);
  await page.goto(`/admin/pegawai?cari=${encodeURIComponent(LEAVER[size])}`);
  assert.ok(!(await page.locator('table').allInnerTexts()).join().includes(LEAVER[size]));
});
