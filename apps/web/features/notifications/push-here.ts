/** Whether this browser can tell of mail while no page is open: `missing` where it has no such thing, `blocked` where the person once said no. */
export type Ability = "ready" | "missing" | "blocked";

export type PushAddress = { endpoint: string; p256dh: string; auth: string };

const workerMs = 5000;

export function abilityHere(): Ability {
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return "missing";
  return Notification.permission === "denied" ? "blocked" : "ready";
}

/** On an iPhone or iPad only what lies on the home screen may tell of something. */
export function needsHomeScreen(): boolean {
  const isApple =
    /iPhone|iPad/.test(navigator.userAgent) || (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  return isApple && !window.matchMedia("(display-mode: standalone)").matches;
}

async function worker(): Promise<ServiceWorkerRegistration> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error("no service worker")), workerMs);
  });
  return Promise.race([navigator.serviceWorker.ready, late]);
}

/** Asks the person and then the browser for an address that it can be told at; null when the person says no. Call on a press of a button only. */
export async function subscribeHere(publicKey: string): Promise<PushAddress | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  const { pushManager } = await worker();
  // One that was made for another key can no longer be used.
  await (await pushManager.getSubscription())?.unsubscribe();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  const { endpoint, keys } = made.toJSON();
  if (endpoint === undefined || keys?.["p256dh"] === undefined || keys["auth"] === undefined)
    throw new Error("no address");
  return { endpoint, p256dh: keys["p256dh"], auth: keys["auth"] };
}

/** Gives the address back, so that nothing reaches this browser any more. */
export async function unsubscribeHere(): Promise<void> {
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}
