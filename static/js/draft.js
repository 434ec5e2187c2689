// What waits on the phone until the server has it: a photo on its way to the form, and the
// form itself, also when a small phone throws the page away.

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

export const keep = async (name, value) => settled((await shelf('readwrite')).put(value, name));

export const look = async (name) => settled((await shelf('readonly')).get(name));

export const drop = async (name) => settled((await shelf('readwrite')).delete(name));

export async function take(name) {
  const value = await look(name);
  await drop(name);
  return value;
}
