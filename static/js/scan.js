// The code on a counter, read by the browser where it can; else a photo of it is sent.

const form = document.querySelector('[data-scan]');
const video = form.querySelector('video');
const photo = form.elements.code;

async function look() {
  if (!('BarcodeDetector' in window) || !navigator.mediaDevices) return;
  if (!(await BarcodeDetector.getSupportedFormats()).includes('qr_code')) return;
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  const stop = () => stream.getTracks().forEach((track) => track.stop());
  addEventListener('pagehide', stop);
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  while (stream.active) {
    const codes = await detector.detect(video);
    const found = codes.find(({ rawValue }) => rawValue.startsWith('000201')) ?? codes[0];
    if (found) {
      stop();
      photo.disabled = true;
      form.elements.payload.value = found.rawValue;
      return form.requestSubmit();
    }
    await new Promise((next) => setTimeout(next, 200));
  }
}

photo.addEventListener('change', () => photo.files.length && form.requestSubmit());
// Without a camera, or without leave to use it, there is the photo.
look().catch(() => { video.hidden = true; });
