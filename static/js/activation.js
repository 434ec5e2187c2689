// The QR code of a slip carries whose it is and the code behind the `#`, which is never sent. They go into the
// form, out of the address, and on to the password.

const form = document.getElementById('activation');
const [whose, code] = decodeURIComponent(location.hash.slice(1)).split('.');

if (form && whose && code) {
  history.replaceState(null, '', location.pathname);
  form.elements.number.value = whose;
  form.elements.code.value = code;
  form.requestSubmit();
}
