// Signing in at an identity provider, somebody whom nobody knows, and proving oneself there anew.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import {
  assertAccessible, assertNoSidewaysScroll, journey, open, shoot,
} from '../harness/browser.js';
import { signInThere, startProvider } from '../harness/provider.js';
import { demoOfToday, server } from '../harness/server.js';

const look = async (page, name) => {
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
  await shoot(page, name);
};

let provider;
let pekan;

before(async () => {
  pekan = await demoOfToday(async (url) => {
    provider = await startProvider(url);
    return provider.settings;
  });
});

after(async () => {
  await pekan?.stop();
  provider?.stop();
});

/** A fresh browser of its own at the sign-in page. */
async function atTheSignIn(size) {
  const page = await open({ size, url: pekan.url });
  await page.goto('/masuk?next=/riwayat');
  return page;
}

journey('an employee signs in at the identity provider and proves themselves there anew', {}, async (_, size) => {
  const { logins } = await server();
  const { login } = size === 'phone' ? logins.employee : logins.head;
  const page = await atTheSignIn(size);
  await look(page, `provider-sign-in-${size}`);
  await page.getByRole('link', { name: 'Masuk dengan ASN Digital' }).click();
  await signInThere(page, login);
  await page.waitForURL((url) => url.pathname === '/riwayat');
  const cookies = await page.context().cookies();
  assert.ok(cookies.some(({ name }) => name === '__Host-sid'), 'signed in');
  assert.ok(cookies.every(({ name }) => name !== '__Host-provider'), 'the visit is over');

  await page.goto('/akun/dua-langkah');
  await page.locator('#begin button').click();
  const there = page.getByRole('link', { name: 'Konfirmasi dengan ASN Digital' });
  await there.waitFor();
  await look(page, `provider-confirm-${size}`);
  const [tab] = await Promise.all([page.context().waitForEvent('page'), there.click()]);
  await signInThere(tab, login);
  await tab.getByRole('heading', { name: 'Sudah dikonfirmasi' }).waitFor();
  await assertAccessible(tab);
  await assertNoSidewaysScroll(tab);
  await tab.close();
  await page.getByRole('button', { name: 'Lanjutkan' }).click();
  await page.locator('.scan-qr').waitFor();
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

journey('somebody whose NIP is not registered is told so', {}, async (_, size) => {
  const page = await atTheSignIn(size);
  await page.getByRole('link', { name: 'Masuk dengan ASN Digital' }).click();
  await signInThere(page, '197001012000011001');
  await page.getByRole('heading', { name: 'NIP Anda belum terdaftar' }).waitFor();
  await page.getByText('197001012000011001').waitFor();
  await look(page, `provider-unknown-${size}`);
  await page.getByRole('link', { name: 'Ke halaman masuk' }).click();
  await page.waitForURL((url) => url.pathname === '/masuk');
  await page.context().close();
});
