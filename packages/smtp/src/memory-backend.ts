import { Refusal } from "@carbyne/kernel";
import type { Backend, Envelope, Session } from "./backend.ts";

export type Kept = { readonly envelope: Envelope; readonly raw: string; readonly session: Session<string> };

/**
 * A whole backend in memory, for tests: takes mail for one domain, whose accounts have passwords. A message to `full@` is refused once it is there,
 * one that says `X-Fault` meets a bug.
 */
export function memoryBackend({ domain, accounts }: { domain: string; accounts: Readonly<Record<string, string>> }) {
  const kept: Kept[] = [];
  const ends = new Set<() => void>();
  const backend: Backend<string> = {
    authenticate({ user, password }) {
      const right = Object.hasOwn(accounts, user) && accounts[user] === password;
      return right ? Promise.resolve(user) : Promise.reject(new Refusal("unauthenticated", "sign-in-failed"));
    },

    onEnd(_principal, end) {
      ends.add(end);
      return () => ends.delete(end);
    },

    recipient({ principal }, address) {
      const [, name = "", host = domain] = /^(.*?)(?:@([^@]*))?$/.exec(address) ?? [];
      if (host !== domain && principal === null) return Promise.reject(new Refusal("forbidden", "relay-denied"));
      if (name === "nobody") return Promise.reject(new Refusal("not-found", "recipient-unknown"));
      return Promise.resolve();
    },

    deliver(session, envelope, raw) {
      const text = raw.toString("latin1");
      if (/^X-Fault:/m.test(text)) return Promise.reject(new Error("the disk is full"));
      kept.push({ session, envelope, raw: text });
      const full = envelope.recipients.filter(({ address }) => address.startsWith("full@"));
      const refused = new Map(full.map(({ address }) => [address, new Refusal("over-quota", "mailbox-full")]));
      return Promise.resolve({ text: "2.0.0 stored", refused });
    },
  };
  return { backend, kept, ends };
}
