/*
 * Serves the built page from a cache, so that it opens without a network. The build puts in the list of files, and a name
 * for the cache that changes with their contents.
 */

const FILES = __FILES__;
const CACHE = __CACHE__;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => names.filter((name) => name.startsWith("calliyo-") && name !== CACHE));
  event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  // Each file is the same whatever headers ask for it, also where the server says that it varies by the origin.
  const cached = caches.match(event.request, { cacheName: CACHE, ignoreSearch: true, ignoreVary: true });
  event.respondWith(cached.then((response) => response ?? fetch(event.request)));
});
