import { Fault, readFound } from "@carbyne/mailbox-files";
import type pg from "pg";
import type { Context } from "../context.ts";
import { prepareMessage } from "../mail/index.ts";
import type { openParts } from "./parts.ts";
import type { PlanLine } from "./plan.ts";

/** The step that stores a message, all of it computed. */
export type Ready = (client: pg.PoolClient, modseq: bigint) => Promise<unknown>;

type Place = { readonly spaceId: string; readonly mailboxId: string; readonly keywords: readonly string[] };

/** Reads a message of a plan and makes it ready to be stored; null when it cannot be read any more. */
export async function readyOf(
  ctx: Context,
  { line, parts, place }: { line: PlanLine; parts: ReturnType<typeof openParts>; place: Place },
): Promise<Ready | null> {
  try {
    const found = await readFound(await parts.part(line.found.part), line.found);
    if (!found) return null;
    const { raw, flags, internalDate } = found;
    const message = await prepareMessage(ctx, raw, { verdict: "unverified", internalDate });
    const keywords = [...new Set([...found.keywords, ...place.keywords])];
    const { spaceId, mailboxId } = place;
    return (client, modseq) => message.store(client, { spaceId, modseq, mailboxId, flags, keywords });
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}
