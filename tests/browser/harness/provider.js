// A real identity provider on a free port. Whoever types a number there is who has it.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const CLIENT = { client_id: 'pekan', client_secret: 'rahasia-untuk-jalan-jalan' };

/** Starts it for Pekan at an address; returns what Pekan is told of it, and how to end it. */
export async function startProvider(pekan) {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ ...CLIENT, redirect_uris: [`${pekan}/masuk/penyedia/kembali`] }],
    claims: { openid: ['sub'], profile: ['nip'] },
    cookies: { keys: ['kunci-kue'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, nip: id }) }),
  });
  server.on('request', provider.callback());
  return {
    settings: {
      PEKAN_NOW: '',
      PEKAN_OIDC_ISSUER: issuer,
      PEKAN_OIDC_CLIENT_ID: CLIENT.client_id,
      PEKAN_OIDC_CLIENT_SECRET: CLIENT.client_secret,
      PEKAN_OIDC_LABEL: 'ASN Digital',
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Signs in on the provider's own pages: number, any password, and consent where it is asked for. */
export async function signInThere(page, number) {
  await page.locator('input[name=login]').fill(number);
  await page.locator('input[name=password]').fill('apa saja');
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname !== '/login');
  const consent = page.locator('form:has(input[name=prompt][value=consent]) button[type=submit]');
  if (await consent.count()) await consent.click();
}
