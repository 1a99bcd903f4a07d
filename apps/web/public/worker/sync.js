// Messages that wait for a network leave although no page is open (Background Sync §3). What the server refuses, and acts on lists, wait for the
// next page, which tells the person. A sending has a name of its own, so that done twice is done once.
"use strict";

const databaseName = "carbyne-offline";

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function call(path, input) {
  const isQuery = input === undefined;
  const headers = { "content-type": "application/json", "x-carbyne": "1" };
  const answer = await fetch(`/trpc/${path}`, {
    headers,
    ...(isQuery ? {} : { method: "POST", body: JSON.stringify(input) }),
  });
  // Such an answer passes: the browser asks again later.
  if (answer.status >= 500 || answer.status === 429) throw new Error(`the server answered ${answer.status}`);
  return answer;
}

async function sendWaiting() {
  const database = await asked(indexedDB.open(databaseName));
  try {
    if (!database.objectStoreNames.contains("waiting")) return;
    const waiting = await asked(database.transaction("waiting").objectStore("waiting").getAll());
    const sendings = waiting.filter(({ kind }) => kind === "send").sort((one, other) => one.at - other.at);
    if (sendings.length === 0) return;
    const me = await call("session.me");
    if (!me.ok) return;
    const accountId = (await me.json()).result?.data?.account?.id;
    for (const { id, input } of sendings.filter((sending) => sending.accountId === accountId)) {
      const answer = await call("outbox.send", input);
      if (!answer.ok) continue;
      await asked(database.transaction("waiting", "readwrite").objectStore("waiting").delete(id));
    }
  } finally {
    database.close();
    new BroadcastChannel("carbyne-outbox").postMessage("changed");
  }
}

self.addEventListener("sync", (event) => {
  if (event.tag !== "outbox") return;
  const alone = { ifAvailable: true };
  event.waitUntil(navigator.locks.request("carbyne-outbox", alone, (lock) => (lock ? sendWaiting() : undefined)));
});
