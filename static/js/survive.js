// What was typed and photographed waits on the phone until the server has it.
// The form is sent by `fetch`; what could not be sent says so, and is sent again with one tap.

import { drop, keep, look } from './draft.js';
import { option } from './sellers.js';

const A_DAY = 24 * 60 * 60 * 1000;
const OWN = ['csrf', 'owner', 'version', 'receipt', 'kept', 'action', 'confirm', 'confirm_amount', 'together', 'add', 'colleague_query'];

export function survive(form, shots, filled) {
  const { owner, next, shownAgain, wordsUnsent, wordsRetry, wordsSending, wordsBack, wordsClear } = form.dataset;
  const slot = form.getAttribute('action');
  const bar = form.querySelector('[data-unsent]');
  let sending = false;
  let touched = false;
  let returning = false; // without its photos yet it would overwrite what waits
  let timer;
  const asked = new URLSearchParams(location.search);

  async function kept() {
    if (returning) return;
    const fields = [...new FormData(form)].filter(([name]) => !OWN.includes(name));
    const shop = form.querySelector('[data-sellers] [data-chosen]').textContent;
    return keep(slot, { owner, fields, shop, files: shots.files(), at: Date.now() }).catch(() => {});
  }

  function remember() {
    touched = true;
    history.replaceState({ ...history.state, draft: true }, '');
    clearTimeout(timer);
    timer = setTimeout(kept, 300);
  }

  function fill({ fields, shop }) {
    const scanned = asked.has('draf') && asked.has('penjual');
    for (const [name, value] of fields) {
      const field = form.elements[name];
      if (!field || (name === 'seller' && scanned)) continue;
      if (field instanceof RadioNodeList || field.type === 'radio') {
        const find = () => form.querySelector(`[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
        if (!find() && name === 'seller') form.querySelector('[data-results]').append(option({ id: value, name: shop }));
        find()?.click();
      } else if (field.type === 'checkbox') field.checked = true;
      else field.value = value;
    }
    filled();
  }

  async function bringBack() {
    const draft = await look(slot);
    if (!draft || draft.owner !== owner || Date.now() - draft.at > A_DAY) return;
    const same = asked.get('draf') === Object.fromEntries(draft.fields).key;
    // A link that begins another purchase begins another purchase.
    if (shownAgain === undefined && !same && !history.state?.draft && [...asked].length) return;
    const files = form.querySelector('[name=kept]') ? [] : draft.files;
    returning = true;
    try {
      if (shownAgain === undefined) announce(draft);
      await shots.add(files);
    } finally {
      returning = false;
      if (touched) remember();
    }
  }

  function announce(draft) {
    fill(draft);
    const line = say(wordsBack, wordsClear, async () => {
      await drop(slot).catch(() => {});
      location.href = location.pathname;
    });
    line.classList.remove('unsent');
    line.classList.add('note');
    form.prepend(line);
  }

  function say(words, button, act) {
    const line = Object.assign(document.createElement('p'), { className: 'unsent', textContent: words });
    line.setAttribute('role', 'status');
    if (button) {
      const tap = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: button });
      tap.addEventListener('click', act);
      line.append(' ', tap);
    }
    return line;
  }

  async function send(button, again = false) {
    sending = true;
    await shots.ready();
    await kept();
    bar.replaceChildren(say(wordsSending));
    let answer;
    try {
      const body = new FormData(form);
      if (button?.name) body.append(button.name, button.value);
      answer = await fetch(slot, { method: 'POST', body, redirect: 'manual', headers: { 'X-Requested-With': 'fetch' } });
    } catch {
      return unsent(button);
    }
    if (answer.type === 'opaqueredirect') {
      clearTimeout(timer);
      touched = false;
      await drop(slot).catch(() => {});
      location.href = next;
    } else if (answer.status === 401) {
      const here = slot === '/belanja' ? '/belanja/baru?draf=' + form.elements.key.value : slot;
      location.href = '/masuk?next=' + encodeURIComponent(here);
    } else if (answer.status >= 500 || answer.status === 429) {
      unsent(button);
    } else {
      shown(new DOMParser().parseFromString(await answer.text(), 'text/html'), answer.status, button, again);
    }
  }

  /** The page has something to say: a new token is tried at once, everything else the server shows. */
  function shown(page, status, button, again) {
    const token = page.querySelector('form.log [name=csrf]');
    if (token) form.elements.csrf.value = token.value;
    if (status === 403 && token && !again) return send(button, true);
    // The photos are there already; they need not travel twice.
    const there = [...page.querySelectorAll('form.log [name=kept]')];
    if (there.length) {
      shots.clear();
      form.querySelectorAll('[name=kept]').forEach((field) => field.remove());
      for (const { value } of there) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'kept', value }));
    }
    if (button?.name) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: button.name, value: button.value }));
    form.submit();
  }

  function unsent(button) {
    sending = false;
    bar.replaceChildren(say(wordsUnsent, wordsRetry, () => send(button)));
    addEventListener('online', () => sending || send(button), { once: true });
  }

  // Also when the page comes back as it was left.
  addEventListener('pageshow', () => {
    sending = false;
    bar.replaceChildren();
  });
  form.addEventListener('input', remember);
  form.addEventListener('change', remember);
  document.addEventListener('visibilitychange', () => touched && document.hidden && kept());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (event.submitter?.value === 'scan') return shots.ready().then(kept).then(() => { location.href = '/belanja/pindai?draf=' + encodeURIComponent(form.elements.key.value); });
    if (!sending) send(event.submitter);
  });
  bringBack().catch(() => {});
}
