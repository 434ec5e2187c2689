// Draws samples of pages as people see them: `bin/samples PATTERN` leaves the pictures in `shots/samples/`, at the sizes
// of a phone and of a desk, light and dark, and says what sticks out.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { SIZES } from './harness/browser.js';
import { assertTextFits } from './harness/controls.js';

const [folder, pattern = ''] = process.argv.slice(2);
const PICTURES = fileURLToPath(new URL('shots/samples/', import.meta.url));
const STATIC = new URL('../../static/', import.meta.url);
const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', woff2: 'font/woff2' };

const browser = await chromium.launch({
  executablePath: process.env.PEKAN_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
await mkdir(PICTURES, { recursive: true });
const page = await browser.newPage({ reducedMotion: 'reduce' });
let html = '';
await page.route('**/*', async (route) => {
  const { pathname } = new URL(route.request().url());
  const file = pathname.match(/^\/static\/[^/]+\/(.+)$/)?.[1];
  if (!file) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
  const body = await readFile(new URL(file, STATIC)).catch(() => '');
  return route.fulfill({ contentType: TYPES[file.split('.').at(-1)], body });
});
const samples = (await readdir(folder)).filter((name) => name.endsWith(' in id.html'));
for (const sample of samples.filter((name) => name.match(pattern))) {
  html = await readFile(`${folder}/${sample}`, 'utf8');
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    await page.goto('http://pekan.invalid/');
    await assertTextFits(page).catch(({ message }) => console.log(`${sample}, ${size}: ${message}`));
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      const path = `${PICTURES}${sample.split(' ')[0]}-${size}-${colorScheme}.jpg`;
      await page.screenshot({ path, fullPage: true, type: 'jpeg', quality: 80 });
    }
  }
}
await browser.close();
