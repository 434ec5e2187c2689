import assert from 'node:assert/strict';
import { assertAccessible, journey, shoot } from '../harness/browser.js';
import { countedThisWeek } from '../harness/words.js';

const options = { as: 'employee', javaScript: false };

journey('an employee says with one tap that nothing is bought', options, async (page, size) => {
  const before = await countedThisWeek(page);
  await page.goto('/');
  await page.getByRole('button', { name: 'Sedang di luar daerah' }).click();
  const said = page.getByRole('heading', { name: 'Anda menyatakan tidak belanja pekan ini' });
  await said.waitFor();
  assert.equal(new URL(page.url()).pathname, '/');
  await shoot(page, `tidak-belanja-${size}`);
  assert.equal(await countedThisWeek(page), before, 'it changes no figure');

  await page.getByRole('button', { name: 'Batalkan pernyataan' }).click();
  await page.getByRole('heading', { name: 'Tidak belanja pekan ini?' }).waitFor();
});

journey('the card for it is accessible', { as: 'employee' }, async (page, size) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Alasan lain' }).click();
  await page.getByRole('heading', { name: 'Anda menyatakan tidak belanja pekan ini' }).waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Batalkan pernyataan' }).click();
  await page.getByRole('heading', { name: 'Tidak belanja pekan ini?' }).waitFor();
  await shoot(page, `tidak-belanja-pilihan-${size}`);
});
