import assert from 'node:assert/strict';
import { assertAccessible, journey } from '../harness/browser.js';
import { server } from '../harness/server.js';
import { ERROR_TITLE, SIGN_IN, signIn } from '../harness/words.js';

journey('a stranger is asked to sign in and comes back to the page', {}, async (page) => {
  const { logins } = await server();
  await page.goto('/riwayat');
  assert.equal(new URL(page.url()).pathname, SIGN_IN.address);
  await assertAccessible(page);
  await signIn(page, logins.employee);
  assert.equal(new URL(page.url()).pathname, '/riwayat');

  const cookie = (await page.context().cookies()).find(({ name }) => name === '__Host-sid');
  assert.ok(cookie.httpOnly && cookie.secure && cookie.sameSite === 'Lax', 'cookie flags');
});

journey('a wrong password is refused in words', { sizes: ['phone'] }, async (page) => {
  const { logins } = await server();
  await page.goto(SIGN_IN.address);
  await page.locator(SIGN_IN.login).fill(logins.employee.login);
  await page.locator(SIGN_IN.password).fill('bukan sandinya');
  await page.getByRole('button', { name: SIGN_IN.button, exact: true }).click();
  await page.getByText(SIGN_IN.refused).first().waitFor();
  assert.match(await page.title(), ERROR_TITLE);
  assert.equal(await page.locator(SIGN_IN.login).inputValue(), logins.employee.login);
  assert.equal(await page.locator(SIGN_IN.password).inputValue(), '');
  await assertAccessible(page);
});

journey('signing out ends the session, in the old tab too', { sizes: ['desk'] }, async (page) => {
  const { logins } = await server();
  await signIn(page, logins.employee);
  const stolen = await page.context().cookies();
  await page.locator(SIGN_IN.menu).click();
  await page.getByRole('button', { name: SIGN_IN.out }).click();
  await page.waitForURL(`**${SIGN_IN.address}*`);
  await page.context().addCookies(stolen);
  await page.goto('/');
  assert.equal(new URL(page.url()).pathname, SIGN_IN.address);
});
