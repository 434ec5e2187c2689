// Nothing typed or photographed is lost: no signal, a page thrown away, a session that has ended.
import assert from 'node:assert/strict';
import { assertAccessible, journey, shoot } from '../harness/browser.js';
import { phonePhoto } from '../harness/photo.js';
import { server } from '../harness/server.js';
import { chooseSeller, countedThisWeek, PURCHASE, save, saved, signIn } from '../harness/words.js';

const phone = { as: 'employee', sizes: ['phone'] };

async function fill(page, amount, seed) {
  await page.goto(PURCHASE.address);
  await page.locator(PURCHASE.photo).first().setInputFiles((await phonePhoto(seed)).path);
  await page.getByText(PURCHASE.shrunk).waitFor();
  await page.locator(PURCHASE.amount).fill(amount);
  await chooseSeller(page);
  while (!(await page.evaluate(isPutAside, amount))) await page.waitForTimeout(50);
}

/** Whether the form with this amount and its photo waits on the phone. Runs in the page. */
async function isPutAside(amount) {
  const settled = (request) => new Promise((done) => Object.assign(request, { onsuccess: () => done(request.result) }));
  if (!(await indexedDB.databases()).length) return false; // to open it would make it
  const database = await settled(indexedDB.open('pekan'));
  const drafts = await settled(database.transaction('draft').objectStore('draft').getAll());
  database.close();
  return drafts.some(({ fields, files }) => files?.length && fields.some(([, value]) => value === amount));
}

async function assertBack(page, amount) {
  await page.locator(PURCHASE.photos).first().waitFor();
  assert.equal(await page.locator(PURCHASE.amount).inputValue(), amount);
  assert.equal(await page.locator(PURCHASE.photos).count(), 1, 'one photo');
}

journey('without a signal it says so and is sent again', phone, async (page) => {
  const before = await countedThisWeek(page);
  await fill(page, '31.000', 81);
  await page.context().setOffline(true);
  await save(page).click();
  await page.getByText('Belum terkirim').waitFor();
  await assertAccessible(page);
  await shoot(page, 'belum-terkirim-phone');
  await page.getByRole('button', { name: 'Kirim lagi' }).click();
  await page.getByText('Belum terkirim').waitFor();
  await page.context().setOffline(false); // and it is sent by itself
  await saved(page);
  assert.equal(await countedThisWeek(page), before + 31_000, 'once');
});

journey('a page that the phone threw away comes back filled', phone, async (page) => {
  const before = await countedThisWeek(page);
  await fill(page, '32.000', 82);
  await page.reload();
  await assertBack(page, '32.000');
  await page.getByText('dikembalikan').waitFor();
  await save(page).click();
  await saved(page);
  assert.equal(await countedThisWeek(page), before + 32_000);
  await page.goto(PURCHASE.address);
  assert.equal(await page.locator(PURCHASE.amount).inputValue(), '', 'the next form is blank');
});

journey('after the session has ended one tap saves it', { sizes: ['phone'] }, async (page) => {
  const { logins } = await server();
  await signIn(page, logins.employee);
  const before = await countedThisWeek(page);
  await fill(page, '33.000', 83);
  await page.context().clearCookies();
  await save(page).click();
  await page.waitForURL(/\/masuk\?next=/);
  await signIn(page, logins.employee);
  await assertBack(page, '33.000');
  await shoot(page, 'sesudah-masuk-lagi-phone');
  await save(page).click();
  await saved(page);
  assert.equal(await countedThisWeek(page), before + 33_000, 'once');
});

journey('without JavaScript what was typed comes back', { sizes: ['phone'], javaScript: false }, async (page) => {
  const { logins } = await server();
  await signIn(page, logins.employee);
  await page.goto(`${PURCHASE.address}?bukti=tanpa`);
  await page.locator(PURCHASE.amount).fill('34.000');
  await chooseSeller(page);
  const cookies = await page.context().cookies();
  await page.context().clearCookies({ name: '__Host-sid' });
  assert.ok(cookies.some(({ name }) => name === '__Host-sid'));
  await save(page).click();
  await page.waitForURL(/\/masuk\?next=/);
  await signIn(page, logins.employee);
  assert.equal(await page.locator(PURCHASE.amount).inputValue(), '34.000');
  await save(page).click();
  await saved(page);
});

journey('a receipt is pasted or dropped on a desk', { as: 'employee', sizes: ['desk'] }, async (page) => {
  await page.goto(PURCHASE.address);
  await page.getByText('Pilih berkas').waitFor();
  for (const [kind, name] of [['paste', 'a.pdf'], ['drop', 'b.pdf']]) {
    await page.evaluate(([kind, name]) => {
      const files = new DataTransfer();
      files.items.add(new File(['%PDF-1.4'], name, { type: 'application/pdf' }));
      const event = kind === 'paste'
        ? new ClipboardEvent('paste', { clipboardData: files, bubbles: true })
        : new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
    }, [kind, name]);
    await page.getByText(name).waitFor();
  }
  assert.equal(await page.locator(PURCHASE.photos).count(), 2);
});

for (const address of ['/', PURCHASE.address, '/riwayat']) {
  journey(`nothing moves while ${address} loads`, { as: 'employee' }, async (page) => {
    await page.addInitScript(() => {
      globalThis.shifted = 0;
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries()) {
          if (!hadRecentInput) globalThis.shifted += value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(address, { waitUntil: 'load' });
    await page.waitForTimeout(700);
    const shifted = await page.evaluate(() => globalThis.shifted);
    assert.ok(shifted < 0.02, `a layout shift of ${shifted}`);
  });
}
