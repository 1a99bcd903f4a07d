// The pages without a network: their files are kept whole for each build, and the pages themselves as they came last. They hold nothing of a
// person; what somebody has read is kept by the page (features/offline), which knows who that is.
"use strict";

const { build, files } = self.carbyne;
const shell = `shell-${build}`;
/** One page stands for all of its module: what is shown follows from the address. */
const pages = ["/mail/inbox", "/docs", "/settings"];

/** The page that stands for an address; null for what is no page of ours, such as a message's own. */
function pageFor(path) {
  if (/^\/mail\/(?:messages|download|print|remote|compose)(?:\/|$)/.test(path)) return null;
  return pages.find((page) => path.split("/")[1] === page.split("/")[1]) ?? null;
}

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(shell).then((cache) => cache.addAll([...files, ...pages])));
});

self.addEventListener("activate", (event) => {
  const drop = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith("shell-") && name !== shell);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(drop());
});

self.addEventListener("message", (event) => {
  if (event.data === "take-over") event.waitUntil(self.skipWaiting());
});

async function fileOf(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function pageOf(request, page) {
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) {
      const copy = answer.clone();
      // A page of another build needs files that are not kept here; its own worker keeps it.
      const isOurs = await copy
        .clone()
        .text()
        .then((text) => files.some((file) => text.includes(file)));
      if (isOurs) await (await caches.open(shell)).put(page, copy);
    }
    // A server in front says that ours is away.
    if (answer.status < 502 || answer.status > 504) return answer;
  } catch {
    // No network: what is kept.
  }
  return (await caches.match(page, { ignoreVary: true })) ?? Response.error();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/_next/static/")) return event.respondWith(fileOf(request));
  if (request.mode !== "navigate") return;
  if (url.pathname === "/") return event.respondWith(fetch(request).catch(() => Response.redirect("/mail/inbox", 302)));
  const page = pageFor(url.pathname);
  if (page) event.respondWith(pageOf(request, page));
});
