// On every page, which works without it.

// Dates in words below their field: in browsers 03/12/2026 is two days.
for (const echo of document.querySelectorAll('[data-day-echo]')) {
  const field = echo.parentElement.querySelector('input');
  const show = () => {
    const day = field.value && new Date(field.value + 'T00:00:00Z');
    echo.textContent = day ? day.toLocaleDateString(document.documentElement.lang === 'en' ? 'en-GB' : 'id-ID', { dateStyle: 'full', timeZone: 'UTC' }) : '';
  };
  field.addEventListener('change', show);
  show();
}

// What a file field holds.
for (const field of document.querySelectorAll('.file input')) {
  const name = field.nextElementSibling.lastElementChild;
  const words = name.textContent;
  field.addEventListener('change', () => (name.textContent = field.files[0]?.name ?? words));
}

// A form is sent once, however often the button is tapped.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-once]') || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = 'yes';
  // After the browser has read which button it was.
  setTimeout(() => form.querySelectorAll('[type=submit]').forEach((b) => b.setAttribute('aria-disabled', 'true')));
});

// The back button shows the page as it was: let it be sent again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('[data-sent]')) {
    delete form.dataset.sent;
    form.querySelectorAll('[aria-disabled]').forEach((b) => b.removeAttribute('aria-disabled'));
  }
});

// The account menu closes on a tap elsewhere and on Escape.
const menu = document.querySelector('.me');
if (menu) {
  document.addEventListener('click', (event) => menu.contains(event.target) || (menu.open = false));
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
}

// A link of the error summary opens what its field is hidden in, then goes there.
document.addEventListener('click', (event) => {
  const link = event.target.closest('.error-summary a');
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  for (let box = field.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
  const target = field.matches('input, select, textarea') ? field : field.querySelector('input:not([type=hidden]), summary') || field;
  target.focus();
  field.scrollIntoView({ block: 'center' });
});

const here = document.querySelector('.subnav [aria-current]');
if (here) here.parentElement.scrollLeft = here.offsetLeft - 24;
