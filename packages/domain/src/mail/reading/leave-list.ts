import { type Actor, Refusal } from "@carbyne/kernel";
import { type Leaving, parseMessage, readLeaving, readMailto, type Summary, summarize } from "@carbyne/mime";
import { accessMessage, accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { ownAddresses } from "../conversations/own-addresses.ts";
import { sendMessage } from "../outgoing/send.ts";
import { storable } from "../store-message.ts";

/** How a message says that its list is left, as the screen offers it. */
export type LeavingView = {
  readonly how: "one-click" | "mail" | "web";
  /** The page to open, when there is only that or the quicker way fails. */
  readonly web: string | null;
  /** ISO 8601: when the list was asked to stop; null when it was not. */
  readonly leftAt: string | null;
};

/** The best way of a message; null when it offers none. */
export function leavingView(leaving: Leaving | null, leftAt: Date | undefined): LeavingView | null {
  if (!leaving) return null;
  const how = leaving.oneClick !== null ? "one-click" : leaving.mail !== null ? "mail" : "web";
  return { how, web: leaving.web, leftAt: leftAt?.toISOString() ?? null };
}

/** What stands for a list: its identifier, else the address that it sends from. */
export function listKeyOf({ listId, from }: Pick<Summary, "listId" | "from">): string {
  const key = listId ?? from[0]?.address ?? "";
  return storable(key.toLowerCase()).slice(0, 250);
}

/** When the account left which of these lists. */
export async function leftLists(ctx: Context, accountId: string, keys: readonly string[]): Promise<Map<string, Date>> {
  const { rows } = await ctx.db.pool.query<{ list: string; leftAt: Date }>({
    name: "left-lists",
    text: 'SELECT "list", "leftAt" FROM "LeftList" WHERE "accountId" = $1 AND "list" = ANY($2)',
    values: [accountId, keys],
  });
  return new Map(rows.map(({ list, leftAt }) => [list, leftAt]));
}

const timeoutMs = 20_000;
const largestAnswer = 100_000;

/**
 * Asks a list to send no more and remembers it: by one POST (RFC 8058 §3.1) where a good signature vouches for the address, else by mail from the
 * address that the list writes to; a page in the web is the person's own to open, and is only remembered. Answers what was done, or that it failed.
 */
export async function leaveList(
  ctx: Context,
  actor: Actor,
  { messageId, how }: { messageId: string; how: LeavingView["how"] },
): Promise<{ status: "done" | "failed" }> {
  const account = await accessOwnAccount(ctx, actor);
  const message = await accessMessage(ctx, actor, messageId);
  // What reaches somebody else's mailbox is theirs to end.
  if (message.spaceId !== account.spaceId) throw new Refusal("forbidden", "list-of-other");
  const raw = await ctx.blobs.read(message.blobHash);
  const part = parseMessage(raw);
  const summary = summarize(raw, part);
  const leaving = readLeaving(part);
  const address = { "one-click": leaving?.oneClick, mail: leaving?.mail, web: leaving?.web }[how];
  if (!address) throw new Refusal("invalid", "list-not-to-leave");

  if (how === "one-click" && !(await post(ctx, address))) return { status: "failed" };
  if (how === "mail") {
    const own = await ownAddresses(ctx, account.id);
    const addressed = [...summary.to, ...summary.cc].find((one) => own.has(one.address.toLowerCase()));
    const letter = readMailto(address);
    if (!letter) throw new Refusal("invalid", "list-not-to-leave");
    await sendMessage(ctx, actor, {
      content: {
        to: [{ name: "", address: letter.to }],
        cc: [],
        bcc: [],
        subject: letter.subject || "unsubscribe",
        html: "",
        text: letter.body || "unsubscribe",
        attachments: [],
        ...(addressed ? { fromAddress: addressed.address } : {}),
      },
    });
  }
  const row = { accountId: account.id, list: listKeyOf(summary) };
  const done = { how, leftAt: ctx.clock.now() };
  await ctx.db.prisma.leftList.upsert({
    where: { accountId_list: row },
    create: { ...row, ...done },
    update: done,
  });
  return { status: "done" };
}

async function post(ctx: Context, url: string): Promise<boolean> {
  const body = { type: "application/x-www-form-urlencoded", content: "List-Unsubscribe=One-Click" };
  const answer = await ctx.outside.ask({ url, method: "POST", body, maxBytes: largestAnswer, timeoutMs });
  return answer.status === "answered" && answer.code >= 200 && answer.code < 300;
}
