import assert from 'node:assert/strict';
import { assertAccessible, journey, open, shoot } from '../harness/browser.js';
import { linkFromMail, server } from '../harness/server.js';
import { signIn } from '../harness/words.js';

const NEW_PASSWORD = 'pasar senggol buka sampai malam';

journey('a forgotten password is set anew, by mail, once', { sizes: ['phone'] }, async (page) => {
  const { logins, url } = await server();
  const { login } = logins.auditor;

  await page.goto('/lupa-sandi');
  await assertAccessible(page);
  await page.locator('main input[name=login]').fill(login);
  const asked = Date.now();
  await page.locator('main form button').last().click();
  await shoot(page, 'lupa-sandi-terkirim-phone');

  const link = await linkFromMail('password_reset', asked);
  assert.ok(link.startsWith(url), `the link leads elsewhere: ${link}`);
  await page.goto(link);
  await assertAccessible(page);
  await shoot(page, 'sandi-baru-phone');
  for (const field of await page.locator('input[type=password]').all()) await field.fill(NEW_PASSWORD);
  await page.locator('main form button').last().click();
  await page.waitForURL((now) => now.pathname !== new URL(link).pathname);

  const elsewhere = await open({});
  await signIn(elsewhere, { login, password: NEW_PASSWORD });
  assert.ok((await elsewhere.goto(link)).status() >= 400, 'the link works a second time');
  await elsewhere.context().close();
});
