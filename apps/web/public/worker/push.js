// What the server tells while no page is looked at: shown as a notification, with the words that came along. A press opens the conversation, and the
// acts are done here, in the name of the session that this browser has.
"use strict";

/** A trial or a message, as packages/domain/src/push/payload.ts writes it. Anything else is shown as what it is: something came in. */
function payloadOf(event) {
  try {
    const payload = event.data.json();
    if (typeof payload.title === "string" && typeof payload.href === "string" && payload.href.startsWith("/"))
      return payload;
  } catch {
    // Not ours, or cut off.
  }
  return { title: "Carbyne", body: "", tag: "unknown", href: "/mail/inbox", isSilent: true, unread: null };
}

async function showBadge(unread) {
  if (typeof unread !== "number" || !navigator.setAppBadge) return;
  await (unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge()).catch(() => undefined);
}

async function show(payload) {
  await showBadge(payload.unread);
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  // Who looks at a page of ours sees it there. A trial is shown always: that is what it is for.
  if (payload.tag !== "trial" && pages.some((page) => page.focused)) return;
  const { acts } = payload;
  await self.registration.showNotification(payload.title, {
    body: payload.body,
    tag: payload.tag,
    renotify: true,
    silent: payload.isSilent !== false,
    icon: "/maskable.svg",
    badge: "/icon.svg",
    lang: payload.lang,
    data: payload,
    actions: acts
      ? [
          { action: "archive", title: acts.archive },
          { action: "read", title: acts.read },
        ]
      : [],
  });
}

/** Does an act on the conversation; false when it was not done. */
async function act(name, { acts }) {
  try {
    const answer = await fetch("/trpc/conversations.act", {
      method: "POST",
      headers: { "content-type": "application/json", "x-carbyne": "1" },
      body: JSON.stringify({ ids: [acts.conversationId], act: name }),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

async function open(href) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find((one) => one.focused) ?? pages.find((one) => one.visibilityState === "visible") ?? pages[0];
  if (!page) return self.clients.openWindow(href);
  page.postMessage({ type: "open", href });
  return page.focus().catch(() => undefined);
}

self.addEventListener("push", (event) => event.waitUntil(show(payloadOf(event))));

self.addEventListener("notificationclick", (event) => {
  const { notification, action } = event;
  const payload = notification.data;
  notification.close();
  const run = async () => {
    if (action !== "archive" && action !== "read") return open(payload.href);
    // What could not be done is not lost: the conversation is opened, where it is done or its refusal is said.
    if (!(await act(action, payload))) return open(payload.href);
    return showBadge(typeof payload.unread === "number" ? payload.unread - 1 : null);
  };
  event.waitUntil(run());
});

// A browser that changes its address tells the new one, or is told of nothing any more.
self.addEventListener("pushsubscriptionchange", (event) => {
  const renew = async () => {
    const old = event.oldSubscription ?? null;
    const next =
      event.newSubscription ?? (old && (await self.registration.pushManager.subscribe(old.options).catch(() => null)));
    if (!next) return;
    const { endpoint, keys } = next.toJSON();
    await fetch("/trpc/push.subscribe", {
      method: "POST",
      headers: { "content-type": "application/json", "x-carbyne": "1" },
      body: JSON.stringify({ endpoint, p256dh: keys.p256dh, auth: keys.auth }),
    });
  };
  event.waitUntil(renew());
});
