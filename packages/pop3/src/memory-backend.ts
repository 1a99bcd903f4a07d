import { Refusal } from "@carbyne/kernel";
import type { Backend } from "./backend.ts";

/** A whole backend in memory, for tests: one account with one password. `ends` holds what is called back when its sign-ins end. */
export function memoryBackend(account: {
  user: string;
  password: string;
  messages: Map<string, Buffer>;
  ends?: Set<() => void>;
}): Backend {
  return {
    authenticate({ user, password }) {
      if (user !== account.user || password !== account.password)
        return Promise.reject(new Refusal("unauthenticated", "sign-in-failed"));
      return Promise.resolve({
        list: () => Promise.resolve([...account.messages].map(([id, raw]) => ({ id, sizeBytes: raw.length }))),
        retrieve: (id) => Promise.resolve(account.messages.get(id) ?? null),
        remove(ids) {
          for (const id of ids) account.messages.delete(id);
          return Promise.resolve();
        },
        onEnd(end) {
          account.ends?.add(end);
          return () => account.ends?.delete(end);
        },
      });
    },
  };
}
