// S agrees, K returns, L goes on, 1 to 4 choose a reason, while nothing is being typed.

const form = document.querySelector('[data-review]');
const typed = 'input:not([type=radio]):not([type=checkbox]), textarea, select';

function press(key) {
  const reasons = form.querySelectorAll('input[name=reason]');
  const reason = /^[1-4]$/.test(key) && reasons[key - 1];
  if (reason) {
    reason.checked = true;
    reason.focus();
    return true;
  }
  const button = form.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!button) return false;
  const says = form.querySelector('input[name=reason]:checked') || form.reason_other.value.trim();
  if (button.value === 'reject' && !says) reasons[0].focus();
  else button.click();
  return true;
}

if (form) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.matches(typed)) return;
    if (press(event.key.toLowerCase())) event.preventDefault();
  });
}

const all = document.querySelector('[data-tick-all]');

if (all) {
  all.hidden = false;
  all.addEventListener('click', () => {
    const boxes = [...document.querySelectorAll('input[name=pilih]')];
    const tick = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = tick;
  });
}
