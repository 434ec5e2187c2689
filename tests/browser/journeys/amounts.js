import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { journey } from '../harness/browser.js';
import { PURCHASE } from '../harness/words.js';

const CASES = JSON.parse(await readFile(new URL('../../fixtures/amounts.json', import.meta.url)));
const options = { as: 'employee', sizes: ['phone'] };

journey('the script reads amounts as the server does', options, async (page) => {
  await page.goto(PURCHASE.address);
  const wrong = await page.evaluate(async (cases) => {
    const address = document.querySelector('script[src$="/log.js"]').src.replace('log.js', 'amount.js');
    const { parse } = await import(address);
    return cases.flatMap(({ text, language, amount = null }) =>
      (language ? [language] : ['id', 'en'])
        .filter((one) => parse(text, one) !== amount)
        .map((one) => `${JSON.stringify(text)} (${one}): ${parse(text, one)}, not ${amount}`));
  }, CASES);
  assert.deepEqual(wrong, []);
});

journey('what is typed or pasted stays as it is until it is understood', options, async (page) => {
  await page.goto(PURCHASE.address);
  const field = page.locator(PURCHASE.amount);
  const unread = page.getByText('Belum terbaca. Contoh');
  for (const text of ['12.5rb', '1.5jt', '25.000+15.000']) {
    await field.fill('');
    await field.pressSequentially(text);
    assert.equal(await field.inputValue(), text, 'while it is typed');
    await field.blur();
    assert.equal(await field.inputValue(), text);
    await unread.waitFor();
  }
  for (const text of ['100.00', '25.50']) {
    await field.fill('');
    await field.focus();
    await page.keyboard.insertText(text);
    await field.blur();
    assert.equal(await field.inputValue(), text);
    await unread.waitFor();
  }
  await field.fill('41500');
  await field.blur();
  assert.equal(await field.inputValue(), '41.500', 'plain digits are shown as they were understood');
});
