// Lets this phone be told what mails would say, where its owner allows it.

const box = document.querySelector('[data-phone]');
const form = box.querySelector('form');
const button = box.querySelector('button[type="button"]');

/** Shows what there is to say, and nothing else. */
function say(state) {
  for (const one of box.querySelectorAll('[data-state]')) one.hidden = !one.dataset.state.split(' ').includes(state);
}

function standing() {
  if (!navigator.serviceWorker || !window.PushManager || !window.Notification) return 'cannot';
  return Notification.permission === 'denied' ? 'blocked' : 'ready';
}

async function worker() {
  const registration = await navigator.serviceWorker.register('/akun/ponsel.js', { scope: '/akun/ponsel' });
  const coming = registration.active ? null : registration.installing ?? registration.waiting;
  if (coming) {
    await new Promise((done) => {
      coming.addEventListener('statechange', () => coming.state === 'activated' && done());
    });
  }
  return registration;
}

const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));

async function subscribe() {
  const { pushManager } = await worker();
  // One for another key, of an installation that was set up anew, would stand in the way.
  await (await pushManager.getSubscription())?.unsubscribe();
  const key = bytes(box.dataset.phone);
  const { endpoint, keys } = (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })).toJSON();
  const { p256dh, auth } = keys;
  for (const [name, value] of Object.entries({ endpoint, p256dh, auth })) form.elements[name].value = value;
  form.requestSubmit();
}

button.addEventListener('click', async () => {
  button.disabled = true;
  try {
    const allowed = await Notification.requestPermission() === 'granted';
    if (allowed) await subscribe();
    else say(standing());
  } catch {
    say('failed');
  }
  button.disabled = false;
});

say(standing());
