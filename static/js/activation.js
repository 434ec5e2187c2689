// The QR code of a slip carries number and code behind the `#`, which is never sent. They go into the
// form, out of the address, and on to the password.

const form = document.getElementById('activation');
const [number, code] = decodeURIComponent(location.hash.slice(1)).split('.');

if (form && number && code) {
  history.replaceState(null, '', location.pathname);
  form.elements.number.value = number;
  form.elements.code.value = code;
  form.requestSubmit();
}
