// Sellers: search while typing, and a heading that shows who is chosen.

export function sellers(box) {
  const details = box.querySelector('details');
  const chosen = details.querySelector('[data-chosen]');
  const results = box.querySelector('[data-results]');
  const query = document.getElementById('seller_query');
  const name = document.getElementById('seller.name');
  let timer;
  let asked = 0;

  box.addEventListener('change', (event) => {
    const radio = event.target.closest('input[name=seller]');
    if (!radio) return;
    if (radio.value === 'new') {
      if (!name.value) name.value = query.value.trim();
      name.focus();
    } else {
      details.open = false;
    }
    chosen.textContent = radio.dataset.name || name.value || radio.labels[0].querySelector('span').firstChild.textContent;
  });
  name.addEventListener('input', () => { chosen.textContent = name.value; });

  query.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(find, 250);
  });
  query.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    find();
  });

  async function find() {
    const text = query.value.trim();
    const mine = ++asked;
    if (text.length < 2) return results.replaceChildren();
    const answer = await fetch('/api/v1/sellers?limit=8&q=' + encodeURIComponent(text), { headers: { accept: 'application/json' } }).catch(() => null);
    if (!answer || !answer.ok || mine !== asked) return;
    const { items } = await answer.json();
    results.replaceChildren(...items.map(option));
    if (!items.length) results.append(Object.assign(document.createElement('p'), { className: 'note', textContent: box.dataset.wordsNone }));
  }
}

export function option(seller) {
  const label = Object.assign(document.createElement('label'), { className: 'choice' });
  const radio = Object.assign(document.createElement('input'), { type: 'radio', name: 'seller', value: seller.id });
  radio.dataset.name = seller.name;
  const words = document.createElement('span');
  words.append(seller.name);
  if (seller.district) words.append(Object.assign(document.createElement('small'), { textContent: seller.district }));
  label.append(radio, words);
  return label;
}
