// Reads an amount as people write it, by the grammar of the server (crates/rules/src/money.rs; both are
// held to tests/fixtures/amounts.json). What is not understood stays as typed, for the server.

const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g;
const WRITTEN = /^(?:rp\.?|idr)?\s*([\d.,]+?)\s*(?:(ribu|rb|k|juta|jt)\.?|([.,]--?|\/-))?\s*(?:rupiah|idr)?$/;
const LARGEST = 999_999_999_999_999;

const english = (language) => language === 'en';

function digits(text) {
  return /^\d+$/.test(text) && Number(text) <= LARGEST ? Number(text) : null;
}

function grouped(text, mark) {
  const groups = text.split(mark);
  if (groups.length === 1) return digits(text);
  const fits = /^[1-9]\d{0,2}$/.test(groups[0]) && groups.slice(1).every((group) => /^\d{3}$/.test(group));
  return fits ? digits(groups.join('')) : null;
}

function withUnit(number, zeros, [group, decimal]) {
  const [whole, part = '0', ...more] = number.split(decimal);
  const fine = part.replace(/0+$/, '');
  const units = group === ',' ? grouped(whole, group) : digits(whole);
  if (more.length || units === null || digits(part) === null || fine.length > zeros) return null;
  return digits(units + fine.padEnd(zeros, '0'));
}

function read(text, marks) {
  const [, number, unit, ending] = WRITTEN.exec(text.replace(UNSEEN, '').trim().toLowerCase()) ?? [];
  if (!number) return null;
  if (unit) return withUnit(number, /^j/.test(unit) ? 6 : 3, marks);
  const [group, decimal] = marks;
  const sen = !ending && number.endsWith(decimal + '00') && (group === '.' || number.includes(group));
  return grouped(sen ? number.slice(0, -3) : number, group);
}

/** Whole rupiah, or null. */
export function parse(text, language = document.documentElement.lang) {
  return (english(language) ? read(text, [',', '.']) : null) ?? read(text, ['.', ',']);
}

export function rupiah(amount) {
  const separator = english(document.documentElement.lang) ? ',' : '.';
  return 'Rp' + String(amount).replace(/\B(?=(\d{3})+$)/g, separator);
}

/** Wires the field, the chips below it and the echo. `changed(amount or null)` follows every change. */
export function amount(box, changed) {
  const field = box.querySelector('input');
  const echo = box.querySelector('[data-echo]');
  const chips = box.querySelector('[data-chips]');

  function show() {
    const value = parse(field.value);
    const typed = field.value.trim();
    echo.textContent = value === null ? '' : typed === rupiah(value).slice(2) ? '' : rupiah(value);
    if (typed && value === null && document.activeElement !== field) echo.textContent = box.dataset.wordsUnread;
    changed(value);
  }

  field.addEventListener('input', show);
  field.addEventListener('change', () => {
    // Plain digits are shown as they were understood; nothing else is touched.
    const value = parse(field.value);
    if (value !== null && /^\d{4,}$/.test(field.value.trim())) field.value = rupiah(value).slice(2);
  });
  field.addEventListener('blur', show);
  if (chips) {
    chips.hidden = false;
    chips.addEventListener('click', (event) => {
      const chip = event.target.closest('button');
      if (!chip) return;
      field.value = rupiah(chip.value).slice(2);
      show();
    });
  }
  show();
  return show;
}
