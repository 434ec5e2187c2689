import assert from 'node:assert/strict';
import { assertAccessible, journey, shoot } from '../harness/browser.js';
import { countedThisWeek, PURCHASE } from '../harness/words.js';

const options = { as: 'head', javaScript: false };

/** Voids what is recorded this week: it is offered to who has recorded nothing. */
async function withoutPurchases(page) {
  await page.goto('/');
  const counting = page.locator(`main li:not(:has(.struck)) ${PURCHASE.link.replace('main ', '')}`);
  for (const link of await counting.evaluateAll((links) => links.map(({ href }) => href))) {
    await page.goto(link);
    await page.getByText('Batalkan catatan ini').first().click();
    await page.locator('textarea[name=reason]').fill('keliru');
    await page.getByRole('button', { name: 'Batalkan catatan', exact: true }).click();
    await page.getByText('Catatan dibatalkan').waitFor();
  }
}

/** Nothing is declared by one tap beside another: the link, the reason, the button. */
async function declare(page, reason) {
  await page.getByText('Tidak sempat belanja pekan ini?').click();
  await page.getByText(reason, { exact: true }).click();
  await page.getByRole('button', { name: 'Nyatakan tidak belanja' }).click();
}

journey('an employee says that nothing is bought', options, async (page, size) => {
  await withoutPurchases(page);
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

journey('the card for it is accessible', { as: 'head' }, async (page, size) => {
  await withoutPurchases(page);
  await page.goto('/');
  await declare(page, 'Alasan lain');
  await page.getByRole('heading', { name: 'Anda menyatakan tidak belanja pekan ini' }).waitFor();
  await assertAccessible(page);
  await page.getByRole('button', { name: 'Batalkan pernyataan' }).click();
  await page.getByText('Tidak sempat belanja pekan ini?').waitFor();
  await shoot(page, `tidak-belanja-pilihan-${size}`);
});
