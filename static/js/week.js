// "Foto nota" and "Ulangi" open the camera at once; the photo travels to the form.

import { shrink } from './capture.js';
import { keep } from './draft.js';

// Apps on the phone can share photos to Pekan once it is installed there.
navigator.serviceWorker?.register('/belanja/dibagikan.js', { scope: '/belanja/dibagikan' }).catch(() => {});

const touch = matchMedia('(pointer: coarse)').matches;

for (const button of touch && 'indexedDB' in window ? document.querySelectorAll('[data-camera], #log-photo') : []) {
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
      await keep('photo', await shrink(camera.files[0]));
      location.href = button.href + '&foto=1';
    } catch {
      location.href = button.href; // No room for a draft: the form asks for the photo again.
    }
  });
}
