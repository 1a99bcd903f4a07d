// Files of messages that were opened can be opened again without a network. The page keeps them (features/offline/opened-files.ts), under the
// account's name, and lets go of them when somebody signs out.
"use strict";

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (!/^\/mail\/messages\/[^/]+\/parts\//.test(url.pathname)) return;
  const kept = () => caches.match(url.pathname, { ignoreSearch: true, ignoreVary: true });
  event.respondWith(fetch(request).catch(async () => (await kept()) ?? Response.error()));
});
