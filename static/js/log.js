// The form for one purchase.

import { amount } from './amount.js';
import { capture } from './capture.js';
import { take } from './draft.js';
import { sellers } from './sellers.js';

const form = document.querySelector('form.log');
const date = document.getElementById('purchased_on');
const shots = capture(form.querySelector('[data-capture]'));

amount(form.querySelector('[data-amount]'), form.querySelector('[data-effect]'), date);
sellers(form.querySelector('[data-sellers]'));

// Headings that show the present answer.
const day = form.querySelector('[data-date]');
date.addEventListener('change', () => {
  if (!date.value) return;
  const today = date.value === day.dataset.today;
  const long = { weekday: 'long', day: 'numeric', month: today ? 'short' : 'long', year: today ? undefined : 'numeric', timeZone: 'UTC' };
  const words = new Date(date.value + 'T00:00:00Z').toLocaleDateString(document.documentElement.lang === 'en' ? 'en-GB' : 'id-ID', long);
  day.querySelector('[data-chosen]').textContent = today ? day.dataset.wordsToday.replace('%d', words) : words;
});
form.querySelector('[data-channel]').addEventListener('change', (event) => {
  if (event.target.name !== 'channel') return;
  event.target.closest('details').querySelector('[data-chosen]').textContent = event.target.labels[0].textContent.trim();
});

// A field inside a closed heading must not stop the form silently.
form.addEventListener('invalid', (event) => {
  const box = event.target.closest('details');
  if (box) box.open = true;
}, true);

// Photos are made small first.
let ready = false;
form.addEventListener('submit', (event) => {
  if (ready) return;
  event.preventDefault();
  const button = event.submitter;
  // Not before this event is over: until then a form refuses to be sent again.
  shots.ready().finally(() => setTimeout(() => {
    ready = true;
    form.requestSubmit(button);
    ready = false;
  }));
});

if (new URLSearchParams(location.search).has('draf')) {
  take().then((photo) => photo && shots.add([photo])).catch(() => {});
}
