import { type Context, quota } from "@carbyne/domain";
import type { QuotaBackend, QuotaRoot } from "@carbyne/imap";
import { type Actor, Refusal } from "@carbyne/kernel";
import type { NamedFolder } from "./imap-names.ts";

/** All of a person's mail and files share the room. */
const root = "Mail";

/** The room of the account. What others share lies in their room, of which nothing is told. */
export function quotaBackend(ctx: Context, actor: Actor, get: (name: string) => Promise<NamedFolder>): QuotaBackend {
  const own = async (): Promise<QuotaRoot | null> => {
    const { usedBytes, quotaBytes } = await quota.ownStorage(ctx, actor);
    return quotaBytes === null ? null : { root, usedBytes, quotaBytes };
  };
  return {
    async rootOf(name) {
      const folder = await get(name);
      return folder.rights ? null : own();
    },
    async get(asked) {
      const found = asked === root ? await own() : null;
      if (!found) throw new Refusal("not-found", "quota-root-unknown");
      return found;
    },
  };
}
