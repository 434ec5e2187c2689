// A receipt that several share: what the parts leave of it follows every change.

import { parse, rupiah } from './amount.js';

/** Returns what is left of an amount for oneself; null where the parts come to all of it. */
export function share(line, changed) {
  const box = line.closest('[data-share]');
  box.addEventListener('input', changed);
  box.addEventListener('change', changed);

  return (amount) => {
    line.textContent = '';
    if (amount === null) return null;
    const mates = [...box.querySelectorAll('.mate')].filter((mate) => mate.querySelector('[data-mate]').checked);
    const typed = mates.map((mate) => mate.querySelector('input[inputmode]').value.trim());
    const given = typed.filter(Boolean).map((text) => parse(text));
    if (given.includes(null)) return null;
    const rest = amount - given.reduce((sum, part) => sum + part, 0);
    const sharing = typed.filter((text) => !text).length;
    const own = rest - sharing * Math.floor(rest / (sharing + 1));
    const above = own <= 0 || (sharing > 0 && rest < sharing + 1);
    const words = above ? line.dataset.wordsAbove : line.dataset.wordsOwn;
    line.textContent = words.replace('%o', rupiah(own)).replace('%t', rupiah(amount));
    return above ? null : own;
  };
}
