// S agrees, K returns, while nothing is being typed.

const form = document.querySelector('[data-review]');

if (form) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input[type=text], textarea')) return;
    const button = form.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (button) form.requestSubmit(button);
  });
}
