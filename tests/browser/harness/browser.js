// Debian's Chromium, one fresh profile a journey, at the sizes of a phone and of a desk.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import { chromium } from 'playwright-core';
import { assertControlsReachable, assertTextFits } from './controls.js';
import { server, SHOTS, stopServer } from './server.js';
import { signIn } from './words.js';

export const SIZES = {
  phone: { width: 360, height: 740 },
  desk: { width: 1280, height: 800 },
};

const CHROMIUM = process.env.PEKAN_CHROMIUM ?? '/usr/bin/chromium';
/** The same Chromium without windows draws the same in half the time; it knows no notifications. */
const SHELL = '/usr/bin/chromium-headless-shell';
let executablePath = !process.env.PEKAN_CHROMIUM && existsSync(SHELL) ? SHELL : CHROMIUM;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** For journeys with notifications: before anything is opened. */
export const withWholeBrowser = () => (executablePath = CHROMIUM);

let launched;
export const browser = () => (launched ??= chromium.launch({ executablePath, args: FLAGS }));

after(async () => {
  await (await launched)?.close();
  await stopServer();
});

/**
 * A test that walks through pages as somebody, once at each size, and fails on whatever the
 * browser complains about. `as` is a role of the printed logins; without it nobody is signed in.
 */
export function journey(name, { as, sizes = Object.keys(SIZES), ...options }, walk) {
  for (const size of sizes) {
    test(`${name} (${size})`, async () => {
      const page = await open({ as, size, ...options });
      try {
        await walk(page, size);
        assert.ok(page.complaints.length === 0, `complaints:\n${page.complaints.join('\n')}`);
      } catch (error) {
        await shoot(page, `failed-${name.replace(/\W+/g, '-')}-${size}`);
        throw error;
      } finally {
        await page.context().close();
      }
    });
  }
}

/** A page in a profile of its own; `page.complaints` gathers what must never happen. */
export async function open({
  as, size = 'phone', javaScript = true, colorScheme = 'light', url,
} = {}) {
  url ??= (await server()).url;
  const context = await (await browser()).newContext({
    baseURL: url,
    viewport: SIZES[size],
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    colorScheme,
    reducedMotion: 'reduce',
    javaScriptEnabled: javaScript,
    storageState: as && (await signedIn(as)),
  });
  context.setDefaultTimeout(5_000);
  context.setDefaultNavigationTimeout(15_000);
  const page = await context.newPage();
  page.devTools = await context.newCDPSession(page);
  await setTouch(page, size === 'phone');
  page.complaints = [];
  const complain = (text) => page.complaints.push(text);
  page.on('pageerror', (error) => complain(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    // A refused form is answered with 4xx, and Chromium logs that as an error: it is none.
    const refusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !refusal) complain(message.text());
  });
  page.on('response', (answer) => {
    if (answer.status() >= 500) complain(`${answer.status()} ${answer.url()}`);
    if (answer.status() === 404 && answer.request().resourceType() !== 'document') {
      complain(`missing ${answer.url()}`);
    }
  });
  return page;
}

/** One sign-in a role, kept for all journeys: signing in is slowed down on purpose. */
const states = {};
const signedIn = (role) =>
  (states[role] ??= (async () => {
    const { logins } = await server();
    assert.ok(logins[role], `pekan demo printed no login for "${role}"`);
    const page = await open({});
    await signIn(page, logins[role]);
    const state = await page.context().storageState();
    await page.context().close();
    return state;
  })());

/** No violation of WCAG 2.2 A and AA, nor of axe's best practice; every control can be pressed. */
export async function assertAccessible(page) {
  await assertNoViolation(page, { type: 'tag', values: RULES });
  await assertControlsReachable(page);
}

/** What is left to ask of a page in its other colours, once `assertAccessible` found no fault. */
export const assertColoursContrast = (page) =>
  assertNoViolation(page, { type: 'rule', values: ['color-contrast', 'link-in-text-block'] });

let axeSource;
async function assertNoViolation(page, runOnly) {
  if (await page.evaluate(() => !globalThis.axe)) {
    await page.evaluate(await (axeSource ??= readFile(AXE, 'utf8')));
  }
  const violations = await page.evaluate(async (only) => {
    const options = { runOnly: only, rules: { 'target-size': { enabled: only.type === 'tag' } } };
    const found = await globalThis.axe.run(document, options);
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id} at ${node.target}: ${node.failureSummary}`),
    );
  }, runOnly);
  assert.ok(violations.length === 0, `axe at ${page.url()}:\n${violations.join('\n')}`);
}

/**
 * Text fits as it stands and at 320 px, and the page scrolls sideways neither there nor on a phone
 * with text twice as large.
 */
export async function assertNoSidewaysScroll(page) {
  const overflow = () =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
  const size = page.viewportSize();
  await assertTextFits(page);
  await page.setViewportSize({ width: 320, height: 740 });
  await assertTextFits(page);
  assert.equal(await overflow(), 0, `${page.url()} scrolls sideways at 320 px`);
  await page.setViewportSize(SIZES.phone);
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  assert.equal(await overflow(), 0, `${page.url()} scrolls sideways with text at 200%`);
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
  await page.setViewportSize(size);
}

/** The page as a phone or a desk shows it: its size, and a finger or a mouse. */
export async function resize(page, size) {
  await setTouch(page, size === 'phone');
  await page.setViewportSize(SIZES[size]);
}

async function setTouch(page, enabled) {
  page.touch = enabled;
  await page.devTools.send('Emulation.setTouchEmulationEnabled', { enabled });
}

/** Fetches a file that this page's session may see. */
export async function fetchFile(page, address) {
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return fetch(new URL(address, page.url()), { headers: { cookie }, redirect: 'error' });
}

/** Writes `shots/<name>.jpg`, the whole page: a PNG would take several times as long. */
export async function shoot(page, name) {
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}${name}.jpg`, quality: 85, fullPage: true, animations: 'disabled' });
  await setTouch(page, page.touch); // Chromium forgets it with a picture of a whole page
}
