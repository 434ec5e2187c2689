// Many receipts at once: their photos are made small before they are sent.

import { capture } from './capture.js';

const form = document.querySelector('[data-several]');
const shots = capture(form.querySelector('[data-capture]'), form);

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  await shots.ready();
  form.submit();
});
