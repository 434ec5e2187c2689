// Many receipts at once: their photos are made small before they are sent.

import { capture } from './capture.js';

const form = document.querySelector('[data-several]');
const shots = capture(form.querySelector('[data-capture]'), form);

/** What another app has shared, out of the hands of shared_in.js. */
async function shared() {
  const waiting = await caches.open('dibagikan');
  const kept = await Promise.all((await waiting.keys()).map((key) => waiting.match(key)));
  await caches.delete('dibagikan');
  return Promise.all(kept.map(async (one) => {
    const type = one.headers.get('Content-Type');
    return new File([await one.blob()], decodeURIComponent(one.headers.get('X-Name')), { type });
  }));
}
if (location.hash === '#dibagikan' && 'caches' in window) shots.add(await shared());

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  await shots.ready();
  form.submit();
});
