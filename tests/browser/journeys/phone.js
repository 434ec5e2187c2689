// Notifications on a phone, turned on at the account's page. No push service answers in a test: it is stood in for.
import assert from 'node:assert/strict';
import {
  assertAccessible, assertNoSidewaysScroll, fetchFile, journey, open, shoot, withWholeBrowser,
} from '../harness/browser.js';

withWholeBrowser();

const CARD = '#account-phone';

/** A browser whose push service answers, or which has none. */
function standIn({ permission, fails, none }) {
  if (none) {
    delete globalThis.PushManager;
    return;
  }
  let now = permission;
  Object.defineProperty(Notification, 'permission', { get: () => now });
  Notification.requestPermission = async () => (now = now === 'default' ? 'granted' : now);
  PushManager.prototype.getSubscription = async () => null;
  PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
    if (fails || !userVisibleOnly || applicationServerKey.length !== 65) throw new DOMException('', 'AbortError');
    // The keys of RFC 8291, appendix A.
    const keys = {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    };
    const endpoint = `https://push.layanan.id/${Math.random()}`;
    return { toJSON: () => ({ endpoint, keys }) };
  };
}

async function account(page, browser) {
  await page.context().addInitScript(standIn, browser);
  await page.goto('/akun');
  return page.locator(CARD);
}

/** Hands the worker what a push service would, and returns what the phone shows then. */
async function pushed(page, message) {
  const registered = new Promise((resolve) => {
    page.devTools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.endsWith('/akun/ponsel'));
      if (own) resolve(own.registrationId);
    });
  });
  await page.context().grantPermissions(['notifications']);
  await page.devTools.send('ServiceWorker.enable');
  const { origin } = new URL(page.url());
  const told = { origin, registrationId: await registered, data: JSON.stringify(message) };
  const shown = () => page.evaluate(async () => {
    const [own] = await navigator.serviceWorker.getRegistrations();
    const all = await own.getNotifications();
    return all.map(({ title, body, data, tag }) => ({ title, body, url: data, tag }));
  });
  let all = [];
  // A worker that is only just awake loses one now and then, as a phone does: it is told again.
  for (let tries = 0; tries < 10 && !all.some(({ body }) => body === message.body); tries += 1) {
    await page.devTools.send('ServiceWorker.deliverPushMessage', told);
    for (let waits = 0; waits < 20 && !all.some(({ body }) => body === message.body); waits += 1) {
      await page.waitForTimeout(50);
      all = await shown();
    }
  }
  await page.devTools.send('ServiceWorker.disable');
  return all;
}

journey('a phone is turned on and stopped', { as: 'head' }, async (page, size) => {
  const card = await account(page, { permission: 'default' });
  await shoot(page, `ponsel-siap-${size}`);
  await card.locator('button[type=button]').click();
  await card.locator('form[action$="/hentikan"]').first().waitFor({ state: 'attached' });
  assert.equal(await page.locator('[name=mail_choice][value=phone]').isChecked(), true);
  await shoot(page, `ponsel-aktif-${size}`);
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);

  // What is pushed is shown by its own worker, and nothing else passes through it.
  const worker = await page.evaluate(async () => {
    const [one] = await navigator.serviceWorker.getRegistrations();
    return { scope: new URL(one.scope).pathname, script: new URL(one.active.scriptURL).pathname };
  });
  assert.deepEqual(worker, { scope: '/akun/ponsel', script: '/akun/ponsel.js' });
  const message = { title: 'Belanja UMKM', body: 'Kurang Rp35.000 lagi', url: '/belanja/baru', tag: 'pekan-47' };
  assert.deepEqual(await pushed(page, message), [message]);
  const newer = { ...message, body: 'Kurang Rp10.000 lagi' };
  assert.deepEqual(await pushed(page, newer), [newer], 'the newer one takes the place of the one before');

  await card.locator('summary').first().click();
  await card.locator('form[action$="/hentikan"] button').first().click();
  await page.waitForURL('**/akun');
  await card.locator('button[type=button]').waitFor();
  assert.equal(await page.locator('[name=mail_choice][value=phone]').count(), 0);
});

journey('a browser that cannot, may not or does not is told so', { as: 'employee' }, async (page, size) => {
  const card = await account(page, { permission: 'denied' });
  await card.locator('[data-state=blocked]').waitFor();
  assert.equal(await card.locator('button[type=button]').isVisible(), false);
  await shoot(page, `ponsel-diblokir-${size}`);

  const old = await open({ as: 'employee', size });
  const without = await account(old, { none: true });
  await without.locator('[data-state=cannot]').waitFor();
  await old.context().close();

  const offline = await open({ as: 'employee', size });
  const failing = await account(offline, { permission: 'default', fails: true });
  await failing.locator('button[type=button]').click();
  await failing.getByRole('alert').waitFor();
  assert.equal(await failing.locator('button[type=button]').isEnabled(), true, 'to try again');
  await shoot(offline, `ponsel-gagal-${size}`);
  await offline.context().close();

  const plain = await open({ as: 'employee', size, javaScript: false });
  await plain.goto('/akun');
  await plain.locator(`${CARD} noscript p`).waitFor();
  await plain.context().close();
});

journey('what is pressed on a phone opens a page of this server, never another', { as: 'employee', sizes: ['phone'] }, async (page) => {
  await page.goto('/akun');
  const origin = new URL(page.url()).origin;
  const script = await (await fetchFile(page, '/akun/ponsel.js')).text();
  const heard = {};
  const opened = [];
  const surroundings = {
    addEventListener: (name, listener) => (heard[name] = listener),
    clients: { openWindow: (address) => opened.push(address) },
    registration: { scope: `${origin}/akun/ponsel` },
  };
  new Function(...Object.keys(surroundings), script)(...Object.values(surroundings));
  const press = (data) => {
    let closed = 0;
    heard.notificationclick({ notification: { close: () => (closed += 1), data }, waitUntil: () => {} });
    assert.equal(closed, 1, 'it goes away');
    return opened.pop();
  };
  assert.equal(press('/belanja/baru'), `${origin}/belanja/baru`);
  assert.equal(press(`${origin}/unit/DKP?periode=2026-W47`), `${origin}/unit/DKP?periode=2026-W47`);
  for (const foreign of ['https://example.com/belanja', '//example.com', 'javascript:alert(1)', 'data:text/html,x']) {
    assert.equal(press(foreign), origin, foreign);
  }
});
