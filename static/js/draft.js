// Carries a photo from "my week" to the form, also when a small phone throws the page away while
// its camera is open. Kept only until the form has taken it.

function shelf(mode) {
  return new Promise((done, fail) => {
    const open = indexedDB.open('pekan', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('draft');
    open.onerror = () => fail(open.error);
    open.onsuccess = () => done(open.result.transaction('draft', mode).objectStore('draft'));
  });
}

function settled(request) {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

export async function keep(file) {
  return settled((await shelf('readwrite')).put(file, 'photo'));
}

export async function take() {
  const store = await shelf('readwrite');
  const file = await settled(store.get('photo'));
  store.delete('photo');
  return file;
}
