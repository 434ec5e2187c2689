import assert from 'node:assert/strict';
import { assertAccessible, journey, shoot } from '../harness/browser.js';
import { countedThisWeek } from '../harness/words.js';

const options = { as: 'employee', javaScript: false };

/** Nothing is declared by one tap beside another: the link, the reason, the button. */
async function declare(page, reason) {
  await page.getByText('Tidak sempat belanja pekan ini?').click();
  await page.getByText(reason, { exact: true }).click();
  await page.getByRole('button', { name: 'Nyatakan tidak belanja' }).click();
}

journey('an employee says that nothing is bought', options, async (page, size) => {
  const before = await countedThisWeek(page);
  await page.goto('/');
  await declare(page, 'Sedang di luar daerah');
  const said = page.getByRole('heading', { name: 'Anda menyatakan tidak belanja pekan ini' });
  await said.waitFor();
  assert.equal(new URL(page.url()).pathname, '/');
  await shoot(page, `tidak-belanja-${size}`);
  assert.equal(await countedThisWeek(page), before, 'it changes no figure');

  await page.getByRole('button', { name: 'Batalkan pernyataan' }).click();
  await page.getByText('Tidak sempat belanja pekan ini?').waitFor();
});

journey('the card for it is accessible', { as: 'employee' }, async (page, size) => {
  await page.goto('/');
  await declare(page, 'Alasan lain');
  await page.getByRole('heading', { name: 'Anda menyatakan tidak belanja pekan ini' }).waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Batalkan pernyataan' }).click();
  await page.getByText('Tidak sempat belanja pekan ini?').waitFor();
  await shoot(page, `tidak-belanja-pilihan-${size}`);
});
