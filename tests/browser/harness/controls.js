// What a finger or a mouse meets: no control lies under something else or is too small to hit, and
// no word is broken in its middle. The functions that `evaluate` gets run in the page.
import assert from 'node:assert/strict';

/** Opens every `details` of the page, except menus, which lie over it. */
export const unfold = (page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details:not(.me)')) details.open = true;
  });

/** Every visible, enabled control gets what is pressed at its middle, and is large enough. */
export async function assertControlsReachable(page) {
  const faults = await page.evaluate(controlFaults);
  const { width } = page.viewportSize();
  assert.ok(faults.length === 0, `controls of ${page.url()} at ${width} px:\n${faults.join('\n')}`);
}

/** No word continues on a second line, and nothing sticks out of its card. */
export async function assertTextFits(page) {
  const faults = await page.evaluate(textFaults);
  const { width } = page.viewportSize();
  assert.ok(faults.length === 0, `text of ${page.url()} at ${width} px:\n${faults.join('\n')}`);
}

/**
 * A control is reachable if the point at its middle belongs to it at one of the three places to
 * which the page can scroll it: a sticky bar covers it only if it does so at all of them. The area
 * that belongs to it is then measured around that point: 24 px each way for a mouse (WCAG 2.5.8),
 * 44 px for a finger. Links in a sentence are as high as its line.
 */
function controlFaults() {
  const CONTROLS = 'a[href], button, input, select, textarea, summary';
  const least = matchMedia('(pointer: coarse)').matches ? 44 : 24;

  const ownerAt = (x, y) => {
    const owner = document.elementFromPoint(x, y)?.closest(`${CONTROLS}, label`);
    return owner?.tagName === 'LABEL' ? owner.control : owner;
  };
  const isShown = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const clipped = getComputedStyle(element).clipPath === 'inset(50%)'; // .unseen
    return shown && !clipped && width > 0 && height > 0;
  };
  const isOverFace = (element) => element.checkVisibility({ visibilityProperty: true }) && element.matches('.file > input');
  const middle = (element) => {
    const area = ({ width, height }) => width * height;
    const [box] = [...element.getClientRects()].sort((a, b) => area(b) - area(a));
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  const inSentence = (control) => {
    if (getComputedStyle(control).display !== 'inline') return false;
    let block = control.parentElement;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    const text = block.cloneNode(true);
    for (const link of text.querySelectorAll('a')) link.remove();
    return /\p{L}/u.test(text.textContent);
  };
  /** How many pixels around its middle belong to the control, along one axis. */
  const extent = (control, [x, y], [dx, dy]) => {
    const reach = (way) => {
      let found = 0;
      const owns = (at) => ownerAt(x + way * dx * at, y + way * dy * at) === control;
      while (found < least && owns(found + 0.5)) found += 1;
      return found;
    };
    return Math.min(least, reach(-1) + reach(1));
  };
  const name = (element) => {
    const words = (element.ariaLabel || element.textContent || element.name || '').trim();
    const address = element.getAttribute('href') ?? '';
    return `${element.tagName.toLowerCase()}.${element.className} "${words.replace(/\s+/g, ' ').slice(0, 40)}" ${address}`;
  };

  const fault = (control) => {
    // A control that is not drawn is pressed where it lies over its face, or by its label.
    const target = isShown(control) || isOverFace(control) ? control : [...(control.labels ?? [])].find(isShown);
    if (!target) return undefined;
    let other;
    for (const block of ['center', 'start', 'end']) {
      target.scrollIntoView({ block, inline: 'center', behavior: 'instant' });
      const point = middle(target);
      if (point[1] + scrollY < 0) control.focus(); // above the page until it has the focus
      const owner = ownerAt(...middle(target));
      if (owner !== control) {
        other ??= owner ?? document.elementFromPoint(...point);
        continue;
      }
      if (inSentence(control)) return undefined;
      const [width, height] = [[1, 0], [0, 1]].map((axis) => extent(control, middle(target), axis));
      const large = width >= least && height >= least;
      return large ? undefined : `${name(control)} is ${width} × ${height} px, not ${least}`;
    }
    return `${name(control)} lies under ${other ? name(other) : 'the edge of the page'}`;
  };
  const faults = (root) =>
    [...root.querySelectorAll(CONTROLS)]
      .filter((control) => !control.matches(':disabled, [aria-disabled=true], [type=hidden]'))
      .map((control) => {
        const found = fault(control);
        control.blur(); // the next one is met without it
        return found;
      })
      .filter(Boolean);

  const [left, top, focused] = [scrollX, scrollY, document.activeElement];
  const found = faults(document);
  for (const menu of document.querySelectorAll('details.me')) {
    menu.open = true;
    found.push(...faults(menu));
    menu.open = false;
  }
  focused.focus({ preventScroll: true });
  if (focused === document.body) document.activeElement.blur();
  scrollTo({ left, top, behavior: 'instant' });
  return found;
}

function textFaults() {
  const WORD = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}.,]*[\p{L}\p{N}])?/gu;
  const lines = (range) => {
    const drawn = [...range.getClientRects()].filter(({ width }) => width > 0);
    return drawn.filter(({ top }, index) => index === 0 || top >= drawn[index - 1].bottom - 1).length;
  };
  const broken = [...document.querySelectorAll('.card, .tile, .notice')]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map((card) => `${card.scrollWidth - card.clientWidth} px stick out of "${card.textContent.trim().slice(0, 40)}"`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    range.selectNodeContents(text);
    if (lines(range) < 2) continue;
    // Mail addresses and links may be longer than any line.
    const words = text.data.replace(/\S*(@|:\/\/)\S*/g, (address) => ' '.repeat(address.length));
    for (const { 0: word, index } of words.matchAll(WORD)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (lines(range) > 1) {
        const { tagName, className } = text.parentElement;
        broken.push(`"${word}" in ${tagName.toLowerCase()}.${className}`);
      }
    }
  }
  return broken;
}
