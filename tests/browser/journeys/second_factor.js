// A second factor: set up with an app, asked for at the next sign-in, and taken away again.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import {
  assertAccessible, assertNoSidewaysScroll, journey, open, shoot,
} from '../harness/browser.js';
import { server } from '../harness/server.js';
import { signIn } from '../harness/words.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an app shows for a secret (RFC 6238: SHA-1, six digits, thirty seconds). */
function codeOf(secret, milliseconds) {
  const bits = [...secret].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g).map((byte) => parseInt(byte, 2));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(milliseconds / 30_000)));
  const digest = createHmac('sha1', Buffer.from(bytes)).update(step).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

const look = async (page, name) => {
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
  await shoot(page, name);
};

journey('a second factor is set up, asked for, and taken away', { as: 'employee' }, async (page, size) => {
  const { now, logins } = await server();
  await page.goto('/akun');
  await page.locator('a[href="/akun/dua-langkah"]').click();
  await page.locator('#begin button').click();
  await page.locator('.scan-qr').waitFor();
  await look(page, `second-factor-scan-${size}`);
  const secret = (await page.locator('#scan .pickable').innerText()).replaceAll(/\s/g, '');
  await page.locator('[name=code]').fill('000000');
  await page.locator('#scan button').click();
  await page.locator('.error').first().waitFor();
  await page.locator('[name=code]').fill(codeOf(secret, now()));
  await page.locator('#scan button').click();
  const codes = await page.locator('#codes code').allInnerTexts();
  assert.ok(codes.length >= 8, `${codes.length} recovery codes`);
  await look(page, `second-factor-codes-${size}`);

  const elsewhere = await open({ size });
  await signIn(elsewhere, logins.employee);
  assert.equal(new URL(elsewhere.url()).pathname, '/masuk/kode');
  await look(elsewhere, `second-factor-asked-${size}`);
  await elsewhere.locator('[name=code]').fill('12345678');
  await elsewhere.locator('main form button').last().click();
  await elsewhere.locator('.error').first().waitFor();
  await elsewhere.locator('[name=code]').fill(codes[0]);
  await elsewhere.locator('main form button').last().click();
  await elsewhere.waitForURL((url) => url.pathname === '/');
  assert.deepEqual(elsewhere.complaints, []);
  await elsewhere.context().close();

  await page.goto('/akun/dua-langkah');
  await page.locator('#state .confirm summary').click();
  await page.locator('#state .confirm button').click();
  await page.locator('#begin').waitFor();
});
