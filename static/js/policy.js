// The preview of a policy follows its form; without this the button "Pratinjau" does the same.

const form = document.getElementById('policy');
const box = document.getElementById('preview');
let waiting;
let asking;

async function follow() {
  asking?.abort();
  asking = new AbortController();
  const fields = new FormData(form);
  // What is asked of people does not hang on the circular.
  fields.delete('document');
  fields.set('action', 'preview');
  const working = Object.assign(document.createElement('p'), { className: 'note', textContent: form.dataset.wordsWorking });
  box.replaceChildren(working);
  // Beyond ten thousand people it takes a while.
  const bar = document.createElement('progress');
  bar.setAttribute('aria-label', form.dataset.wordsWorking);
  const slow = setTimeout(() => working.after(bar), 1500);
  try {
    const answer = await fetch('/admin/kebijakan', { method: 'POST', body: fields, signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    box.replaceChildren(...(page.getElementById('preview')?.childNodes ?? []));
  } catch (error) {
    if (error.name !== 'AbortError') box.replaceChildren(); // The button is still there.
  } finally {
    clearTimeout(slow);
  }
}

form.addEventListener('input', (event) => {
  if (event.target.name === 'document' || event.target.name === 'title') return;
  clearTimeout(waiting);
  waiting = setTimeout(follow, 700);
});
