// "Foto struk" opens the camera at once; the photo travels to the form.

import { shrink } from './capture.js';
import { keep } from './draft.js';

const button = document.getElementById('log-photo');
const touch = matchMedia('(pointer: coarse)').matches;

if (button && touch && 'indexedDB' in window) {
  const camera = document.createElement('input');
  camera.type = 'file';
  camera.accept = 'image/*';
  camera.setAttribute('capture', 'environment');
  button.addEventListener('click', (event) => {
    event.preventDefault();
    camera.click();
  });
  camera.addEventListener('change', async () => {
    const label = button.querySelector('span');
    if (!camera.files[0]) return;
    label.textContent = button.closest('[data-words-working]').dataset.wordsWorking;
    try {
      await keep(await shrink(camera.files[0]));
      location.href = button.href + '&draf=1';
    } catch {
      location.href = button.href; // No room for a draft: the form asks for the photo again.
    }
  });
}
