import { createHash } from "node:crypto";
import { type Context, mail, transfers } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import type { Imported, Role } from "@carbyne/mailbox-files";

export type Place = { readonly folder: readonly string[]; readonly role: Role | null };

/** Where imported mail goes: finds or makes folders, and leaves out what is there already, so that a run may be repeated. */
export function importTarget(ctx: Context, actor: Actor) {
  const known = new Map<string, { id: string; seen: Set<string> }>();
  const target = transfers.createTarget(ctx, actor, { below: null, isOne: false });

  async function folderFor(place: Place) {
    const id = await target.mailboxFor({ ...place, isExact: false });
    const found = known.get(id) ?? { id, seen: await mail.listFingerprints(ctx, actor, { id }) };
    known.set(id, found);
    return found;
  }

  return {
    /** Whether a message with these marks is in the folder, told without having its bytes. */
    async hasMarks(place: Place, marks: mail.Marks): Promise<boolean> {
      return (await folderFor(place)).seen.has(mail.fingerprintOf(marks));
    },
    /** Stores a message; false when its folder has it already. */
    async add(message: Pick<Imported, "raw" | "flags" | "keywords" | "internalDate">, place: Place): Promise<boolean> {
      const { id, seen } = await folderFor(place);
      const hash = createHash("sha256").update(message.raw).digest("hex");
      if (seen.has(hash)) return false;
      await mail.appendMessages(ctx, actor, { id, messages: [message] });
      seen.add(hash);
      return true;
    },
  };
}
