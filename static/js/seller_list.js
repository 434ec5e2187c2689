// The list of sellers follows while somebody types.

const form = document.querySelector('form[data-narrows]');
const field = form.querySelector('input[name=cari]');
let timer;
let asked = 0;

async function narrow() {
  const mine = ++asked;
  const address = form.getAttribute('action') + '?' + new URLSearchParams(new FormData(form));
  const answer = await fetch(address, { headers: { accept: 'text/html' } }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected || mine !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const list = page.querySelector('[data-list]');
  if (!list || mine !== asked) return;
  document.querySelector('[data-list]').replaceWith(list);
  history.replaceState(null, '', address);
}

field.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(narrow, 250);
});
