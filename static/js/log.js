// The form for one purchase.

import { amount, parse, rupiah } from './amount.js';
import { capture } from './capture.js';
import { take } from './draft.js';
import { sellers } from './sellers.js';
import { survive } from './survive.js';

const form = document.querySelector('form.log');
const date = document.getElementById('purchased_on');
const shots = capture(form.querySelector('[data-capture]'), form);
const effects = [...form.querySelectorAll('[data-effects] > p')];

const parts = form.querySelector('[data-own]');
const own = parts ? (await import('./share.js')).share(parts, () => say(parse(document.getElementById('amount').value))) : (sum) => sum;

// What the purchase does to the period in which its day lies.
function say(amount) {
  const value = own(amount);
  for (const effect of effects) {
    const { from, to, counted, minimum, left, wordsMet, wordsShort, wordsNow } = effect.dataset;
    effect.hidden = date.value < from || date.value > to;
    if (effect.hidden || minimum === undefined) continue;
    const sum = Number(counted) + (value ?? 0);
    const met = sum >= Number(minimum) && Number(left) <= 1;
    effect.classList.toggle('effect-met', met && value !== null);
    effect.textContent = value === null ? wordsNow : (met ? wordsMet : wordsShort)
      .replace('%c', rupiah(sum)).replace('%m', rupiah(minimum)).replace('%s', rupiah(Math.max(0, minimum - sum)));
  }
}

const showAmount = amount(form.querySelector('[data-amount]'), say);
sellers(form.querySelector('[data-sellers]'));

// Headings that show the present answer.
const day = form.querySelector('[data-date]');
function showDay() {
  if (!date.value) return;
  const today = date.value === day.dataset.today;
  const long = { weekday: 'long', day: 'numeric', month: today ? 'short' : 'long', year: today ? undefined : 'numeric', timeZone: 'UTC' };
  const words = new Date(date.value + 'T00:00:00Z').toLocaleDateString(document.documentElement.lang === 'en' ? 'en-GB' : 'id-ID', long);
  day.querySelector('[data-chosen]').textContent = today ? day.dataset.wordsToday.replace('%d', words) : words;
  for (const chip of days.children) chip.setAttribute('aria-pressed', chip.value === date.value);
  say(parse(document.getElementById('amount').value));
}
const days = form.querySelector('[data-days]');
days.addEventListener('click', (event) => {
  if (!event.target.value) return;
  date.value = event.target.value;
  date.dispatchEvent(new Event('change', { bubbles: true }));
});
date.addEventListener('change', showDay);
form.querySelector('[data-channel]').addEventListener('change', (event) => {
  if (event.target.name !== 'channel') return;
  event.target.closest('details').querySelector('[data-chosen]').textContent = event.target.selectedOptions[0].text;
});

// A field inside a closed heading must not stop the form silently.
form.addEventListener('invalid', (event) => {
  const box = event.target.closest('details');
  if (box) box.open = true;
}, true);

showDay();
survive(form, shots, () => { showAmount(); showDay(); });
if (new URLSearchParams(location.search).has('foto')) {
  take('photo').then((photo) => photo && shots.add([photo])).catch(() => {});
}
