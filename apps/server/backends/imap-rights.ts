import { type access, type Context, sharing } from "@carbyne/domain";
import { type AclBackend, allRights, inOrder } from "@carbyne/imap";
import type { Actor } from "@carbyne/kernel";
import type { NamedFolder } from "./imap-names.ts";

type MailboxRight = Exclude<access.Right, "sendAs" | "sendOnBehalf" | "comment">;

/** Our rights as the letters of RFC 4314 §2.1 that they stand for; letters of one right come together (§2.1.1). */
const letters = {
  read: "lr",
  write: "sw",
  insert: "i",
  delete: "te",
  manage: "kxa",
} as const satisfies Record<MailboxRight, string>;
const groups = Object.entries(letters) as [MailboxRight, string][];

/** All that an owner has. `p` is not ours to give: mail to a folder's own address does not exist. */
const ofOwner = allRights.replace("p", "");

/** The letters of rights. */
export function lettersOf(rights: Iterable<access.Right>): string {
  const held = new Set(rights);
  return inOrder(groups.map(([right, some]) => (held.has(right) ? some : "")).join(""));
}

function rightsOf(written: string): MailboxRight[] {
  return groups.flatMap(([right, some]) => (some.split("").some((letter) => written.includes(letter)) ? [right] : []));
}

/** RFC 4314 over the shares of the domain. What is given to a person is theirs once they accept it. */
export function aclBackend(ctx: Context, actor: Actor, get: (name: string) => Promise<NamedFolder>): AclBackend {
  return {
    async get(name) {
      const { owner, others } = await sharing.folderRights(ctx, actor, await get(name));
      const entries = others.map(({ identifier, rights }) => ({ identifier, rights: lettersOf(rights) }));
      return [{ identifier: owner, rights: ofOwner }, ...entries];
    },

    async set(name, identifier, { mode, rights }) {
      const { id } = await get(name);
      const asked = rightsOf(rights);
      const now = mode === "replace" ? [] : await sharing.rightsOfIdentifier(ctx, actor, { id, identifier });
      const before = now === "owner" ? [] : now;
      const after =
        mode === "remove" ? before.filter((one) => !asked.some((right) => right === one)) : [...before, ...asked];
      await sharing.setFolderRights(ctx, actor, { id, identifier, rights: [...new Set(after)] });
    },

    async listRights(name, identifier) {
      const { id } = await get(name);
      const now = await sharing.rightsOfIdentifier(ctx, actor, { id, identifier });
      return now === "owner"
        ? { required: ofOwner, optional: [] }
        : { required: "", optional: groups.map(([, some]) => some) };
    },

    async mine(name) {
      const { rights } = await get(name);
      return rights ? lettersOf(rights) : ofOwner;
    },
  };
}
