// A page's address is a saved view: it is copied with one tap, where the browser lets a page copy.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll('[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(location.href);
      button.textContent = button.dataset.copy;
    });
  }
}
