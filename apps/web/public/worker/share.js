// What other programs of the device share with us: a form that only this worker reads (Web Share Target §4). Its files wait in a cache for the
// composer, which takes them out.
"use strict";

const sharedCache = "shared";
const mostFiles = 20;
const mostBytes = 100_000_000;

async function keepShared(request) {
  const form = await request.formData();
  const text = (name) => String(form.get(name) ?? "").slice(0, 20_000);
  const files = form.getAll("files").filter((file) => typeof file !== "string" && file.size > 0);
  const query = new URLSearchParams();
  if (text("title") !== "") query.set("subject", text("title"));
  const body = [text("text"), text("url")].filter((part) => part !== "").join("\n");
  if (body !== "") query.set("body", body);
  // What was shared and never fetched is let go of by the next one.
  await caches.delete(sharedCache);
  const cache = await caches.open(sharedCache);
  let bytes = 0;
  let count = 0;
  for (const file of files.slice(0, mostFiles)) {
    bytes += file.size;
    if (bytes > mostBytes) break;
    const headers = {
      "content-type": file.type || "application/octet-stream",
      "x-name": encodeURIComponent(file.name),
    };
    await cache.put(`/share/${count++}`, new Response(file, { headers }));
  }
  if (count > 0) query.set("shared", String(count));
  return Response.redirect(`/mail/compose/new?${query}`, 303);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "POST" || new URL(request.url).pathname !== "/share") return;
  event.respondWith(keepShared(request).catch(() => Response.redirect("/mail/compose/new", 303)));
});
