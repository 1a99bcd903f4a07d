import type { Pair } from "./tls.ts";

/** What a process of roles tells its supervisor: that all is started, and now and then that it still turns. */
export type FromRole = "ready" | "alive";
/** What the supervisor tells: a renewed certificate, which the role's user may not be able to read. */
export type ToRole = { readonly renewed: Pair };

const beatMs = 2000;

/** Says something to the supervisor, if there is one. */
export function tellSupervisor(word: FromRole): void {
  // A supervisor that is gone is noticed by its "disconnect"; the failure to reach it says nothing more.
  if (process.connected) process.send?.(word, undefined, undefined, () => {});
}

/** Says for as long as the process turns that it does; one that hangs falls silent and is ended. */
export function beatForSupervisor(): void {
  if (process.send) setInterval(() => tellSupervisor("alive"), beatMs).unref();
}

/** Hands over each certificate that the supervisor sends. */
export function onRenewed(listener: (pair: Pair) => void): void {
  if (process.send) process.on("message", (message: ToRole) => listener(message.renewed));
}
