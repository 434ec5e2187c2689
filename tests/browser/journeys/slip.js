import assert from 'node:assert/strict';
import { assertAccessible, journey, open, shoot } from '../harness/browser.js';
import { server } from '../harness/server.js';

const NUMBER = '199001012015041001';
const NEW_PASSWORD = 'pasar senggol buka sampai malam';

journey('a slip lets somebody in without mail', { as: 'administrator', sizes: ['desk'] }, async (page, size) => {
  await page.goto('/admin/pegawai/baru');
  const fields = { number: NUMBER, name: 'Slamet Riyadi', email: 'slamet@example.org', phone: '0812-3456-7890', from: '2026-11-16' };
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(value);
  await page.locator('[name=office]').selectOption({ index: 2 });
  await page.locator('main form button[type=submit]').last().click();
  await page.waitForURL('**/admin/pegawai/~*');
  const address = new URL(page.url()).pathname;
  await shoot(page, `lembar-pegawai-${size}`);

  // A message opens WhatsApp with the link; the slip ends that link again.
  await page.locator(`form[action$="/whatsapp"] button`).click();
  await assertAccessible(page);
  assert.match(await page.locator('a[href^="https://wa.me/"]').getAttribute('href'), /^https:\/\/wa\.me\/6281234567890\?text=/);
  await shoot(page, `lembar-whatsapp-${size}`);

  await page.goto(address);
  await page.locator('form[action$="/lembar"] button[value=html]').click();
  await assertAccessible(page);
  await shoot(page, `lembar-cetak-${size}`);
  const code = (await page.locator('.slip-code').textContent()).replace(/\s/g, '');

  const phone = await open({ size: 'phone' });
  const { url } = await server();
  // As the QR code has it: number and code are never sent in an address.
  const asked = [];
  phone.on('request', (request) => asked.push(request.url()));
  await phone.goto(`${url}/aktivasi#${address.split('/').pop()}.${code}`);
  const password = phone.locator('input[name=password]');
  await password.waitFor();
  await assertAccessible(phone);
  assert.ok(!asked.some((address) => address.includes(code)), 'the code was sent in an address');
  await password.fill(NEW_PASSWORD);
  await phone.locator('[data-reveal]').click();
  assert.equal(await password.getAttribute('type'), 'text');
  await shoot(phone, 'lembar-kata-sandi-phone');
  await phone.locator('main form button[type=submit]').last().click();
  await phone.waitForURL(`${url}/`);
  await shoot(phone, 'lembar-masuk-phone');
  assert.deepEqual(phone.complaints, []);
  await phone.context().close();
});
