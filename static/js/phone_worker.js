// A service worker for one address, through which nothing passes: it shows what is pushed to this phone, and opens
// the page that it is about.
/* global addEventListener, clients, registration */

addEventListener('push', (event) => {
  const { title, body, url, tag } = event.data.json();
  event.waitUntil(registration.showNotification(title, { body, tag, data: url }));
});

addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { origin } = new URL(registration.scope);
  const page = new URL(event.notification.data, origin);
  event.waitUntil(clients.openWindow(page.origin === origin ? page.href : origin));
});
