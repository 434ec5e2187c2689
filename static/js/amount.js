// Reads an amount as people write it (the server has the last word), and says what it comes to.

/** Whole rupiah, or null. `35000`, `35.000`, `Rp 35.000,00`, `35rb`, `1,5jt`. */
export function parse(text) {
  const match = /^(?:rp\.?)?\s*([\d.]+)(?:,(\d+|-))?\s*(rb|ribu|jt|juta)?$/i.exec(text.trim());
  if (!match) return null;
  const [, whole, part = '', unit] = match;
  if (!/^(\d+|[1-9]\d{0,2}(\.\d{3})+)$/.test(whole)) return null;
  const digits = whole.replaceAll('.', '');
  if (!unit) return part === '' || part === '00' || part === '-' ? Number(digits) : null;
  const zeros = unit.toLowerCase().startsWith('j') ? 6 : 3;
  const cents = part.replace(/0+$/, '');
  if (part === '-' || cents.length > zeros) return null;
  return Number(digits + cents.padEnd(zeros, '0'));
}

export function rupiah(amount) {
  const separator = document.documentElement.lang === 'en' ? ',' : '.';
  return 'Rp' + String(amount).replace(/\B(?=(\d{3})+$)/g, separator);
}

/** Wires the field, the chips below it, the echo and the line that says the effect. */
export function amount(box, effect, date) {
  const field = box.querySelector('input');
  const echo = box.querySelector('[data-echo]');
  const chips = box.querySelector('[data-chips]');

  function show() {
    const value = parse(field.value);
    const plain = /^[\d.]*$/.test(field.value.trim());
    echo.textContent = value !== null && !plain ? rupiah(value) : '';
    if (effect) say(value);
  }

  function say(value) {
    const { counted, minimum, from, to, wordsMet, wordsShort, wordsOther } = effect.dataset;
    const elsewhere = date.value && (date.value < from || date.value > to);
    const sum = Number(counted) + (value || 0);
    const met = sum >= Number(minimum);
    const words = elsewhere ? wordsOther : met ? wordsMet : wordsShort;
    effect.classList.toggle('effect-met', met && !elsewhere && value !== null);
    if (value === null && !elsewhere) return;
    effect.textContent = words.replace('%c', rupiah(sum)).replace('%m', rupiah(minimum)).replace('%s', rupiah(minimum - sum));
  }

  field.addEventListener('input', () => {
    const atEnd = field.selectionStart === field.value.length;
    if (atEnd && /^[\d.]+$/.test(field.value)) {
      field.value = field.value.replaceAll('.', '').replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, '.');
    }
    show();
  });
  date.addEventListener('change', show);
  if (chips) {
    chips.hidden = false;
    chips.addEventListener('click', (event) => {
      const chip = event.target.closest('button');
      if (!chip) return;
      field.value = rupiah(chip.value).slice(2).replaceAll(',', '.');
      show();
    });
  }
  show();
}
