import { newId } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";
import type { NoticeKind, NoticeParams } from "./kinds.ts";

export type NewNotice = {
  [Kind in NoticeKind]: {
    readonly spaceId: string;
    readonly kind: Kind;
    readonly params: NoticeParams[Kind];
    /** A path of the application, such as `/settings/devices`. */
    readonly link?: string;
  };
}[NoticeKind];

/** Tells the owner of a space something under the bell; open windows show it at once. */
export async function tellNotice(ctx: Context, notice: NewNotice): Promise<void> {
  await changeSpace(ctx, notice.spaceId, (client) => addNotice(client, notice, ctx.clock.now()));
}

/** The same as a step of a change of that space, so that it is told if and only if the change is. */
export async function addNotice(client: pg.ClientBase, notice: NewNotice, now: Date): Promise<void> {
  const { spaceId, kind, params, link } = notice;
  await client.query(
    `INSERT INTO "Notice" ("id", "accountId", "kind", "params", "link", "createdAt")
     SELECT $1, a."id", $3, $4::jsonb, $5, $6 FROM "Account" a WHERE a."spaceId" = $2`,
    [newId(), spaceId, kind, JSON.stringify(params), link ?? null, now],
  );
}
