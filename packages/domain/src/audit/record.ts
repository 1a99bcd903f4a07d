import type { Prisma } from "@carbyne/db/prisma";
import { type Actor, newId } from "@carbyne/kernel";
import type { Context } from "../context.ts";

export type AuditEntry = {
  readonly action: string;
  readonly objectKind?: string;
  readonly objectId?: string;
  readonly domainId?: string;
  readonly ip?: string;
  readonly data?: Prisma.InputJsonObject;
};

/** Writes one line of the append-only audit log. */
export async function recordAudit(ctx: Context, actor: Actor, entry: AuditEntry): Promise<void> {
  await ctx.db.prisma.auditEvent.create({
    data: { id: newId(), at: ctx.clock.now(), actorKind: actor.kind, actorId: actorId(actor), ...entry },
  });
}

function actorId(actor: Actor): string | null {
  switch (actor.kind) {
    case "user":
    case "token":
      return actor.accountId;
    case "admin-as":
      return actor.adminId;
    case "guest":
      return actor.guestId;
    case "bot":
      return actor.botId;
    case "link":
      return actor.linkId;
    case "system":
      return null;
  }
}
