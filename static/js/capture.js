// Photos of receipts: made small before they are sent, shown, and removable.

const LONGEST = 1600, NARROWEST = 720, MOST = 16e6; // Long strips stay legible; phones draw no more.
const QUALITY = 0.7;
const SMALL = 800_000; // Such a JPEG is small enough, or was made small already.

export const scaleOf = (w, h) =>
  Math.min(1, Math.max(LONGEST / Math.max(w, h), NARROWEST / Math.min(w, h)), Math.sqrt(MOST / w / h));

/** A small JPEG, upright and without metadata; the file itself if it is no photo. */
export async function shrink(file) {
  if (!file.type.startsWith('image/')) return file;
  try {
    // Without options: Chrome up to 109 throws on `imageOrientation`, and turns photos by itself.
    const bitmap = await createImageBitmap(file);
    const scale = scaleOf(bitmap.width, bitmap.height);
    if (scale === 1 && file.type === 'image/jpeg' && file.size < SMALL) return file;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' });
  } catch {
    return file; // HEIC and broken files: the server says what to do.
  }
}

function size(bytes) {
  const [value, unit] = bytes < 1e6 ? [Math.max(1, Math.round(bytes / 1000)), 'KB'] : [bytes / 1e6, 'MB'];
  return value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }) + ' ' + unit;
}

/**
 * Makes one list of shots of a form's two file fields; files can be dropped and pasted as well.
 * Returns `add(files)`, `files()`, `clear()` and `ready()`.
 */
export function capture(box, form) {
  const [camera, gallery] = box.querySelectorAll('input[type=file]');
  const list = box.querySelector('.shots');
  const words = box.dataset;
  let shots = [];
  let work = Promise.resolve();

  function put() {
    const transfer = new DataTransfer();
    for (const shot of shots) transfer.items.add(shot.file);
    gallery.files = transfer.files;
    camera.value = '';
    box.classList.toggle('has-shots', list.children.length > 0);
  }

  function changed() {
    put();
    form.dispatchEvent(new Event('change'));
  }

  function row(name, small, remove) {
    const item = document.createElement('li');
    item.className = 'shot';
    const label = document.createElement('span');
    label.append(name, Object.assign(document.createElement('small'), { textContent: small }));
    item.append(label);
    if (remove) item.append(remover(name, () => { item.remove(); remove(); changed(); }));
    return item;
  }

  function remover(name, act) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = '✕';
    button.setAttribute('aria-label', words.wordsRemove.replace('%n', name));
    button.addEventListener('click', act);
    return button;
  }

  async function take(original) {
    if (list.querySelectorAll('.shot').length >= words.most) {
      list.after(Object.assign(document.createElement('p'), { className: 'error', textContent: words.wordsMany }));
      return;
    }
    const waiting = row(original.name, words.wordsWorking);
    list.append(waiting);
    const file = await shrink(original);
    const shot = { file };
    shots.push(shot);
    const small = file === original
      ? words.wordsSize.replace('%s', size(file.size))
      : words.wordsShrunk.replace('%s', size(file.size)).replace('%f', size(original.size));
    const item = row(original.name, small, () => { shots = shots.filter((other) => other !== shot); });
    if (file.type.startsWith('image/')) {
      const picture = Object.assign(new Image(58, 68), { className: 'thumb', alt: '', src: URL.createObjectURL(file) });
      picture.addEventListener('error', () => picture.remove());
      item.prepend(picture);
    }
    waiting.replaceWith(item);
    changed();
  }

  function add(files) {
    box.querySelectorAll('p.error').forEach((message) => message.remove());
    for (const file of files) work = work.then(() => take(file));
    return work;
  }

  for (const input of [camera, gallery]) {
    // The gallery field holds the shots that are there already; only what was just chosen is new.
    input.addEventListener('change', () => add([...input.files]));
  }
  for (const item of list.querySelectorAll('.shot')) {
    item.append(remover(item.dataset.name, () => { item.remove(); changed(); }));
  }
  addEventListener('paste', ({ clipboardData }) => clipboardData.files.length && add(clipboardData.files));
  for (const kind of ['dragover', 'dragleave', 'drop']) {
    addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      form.classList.toggle('dropping', kind === 'dragover');
      if (kind === 'drop') add(event.dataTransfer.files);
    });
  }
  put();
  return { add, files: () => shots.map(({ file }) => file), clear: () => { shots = []; put(); }, ready: () => work };
}
