// A service worker for one address alone: photos that another app shares wait here until the page for several
// receipts takes them. Nothing else of Pekan passes through it.
/* global addEventListener, caches */

addEventListener('fetch', (event) => {
  if (event.request.method === 'POST') event.respondWith(keep(event.request));
});

async function keep(request) {
  const files = (await request.formData()).getAll('receipt');
  const waiting = await caches.open('dibagikan');
  await Promise.all(files.map((file, number) => waiting.put(
    `/belanja/dibagikan/${Date.now()}-${number}`,
    new Response(file, { headers: { 'Content-Type': file.type, 'X-Name': encodeURIComponent(file.name) } }),
  )));
  return Response.redirect('/belanja/banyak#dibagikan', 303);
}
