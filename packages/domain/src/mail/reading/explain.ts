import type { Actor } from "@carbyne/kernel";
import { type Hop, parseAuthResults, readRoute, readSection, summarize } from "@carbyne/mime";
import type { Context } from "../../context.ts";
import { openMessage } from "./open-message.ts";

export type CheckView = {
  readonly method: "spf" | "dkim" | "dmarc" | "arc";
  /** As the standard calls it: `pass`, `fail`, `none`… */
  readonly result: string;
  /** Whose word it is: the domain that was checked. */
  readonly domain: string;
};

export type HopView = Omit<Hop, "at"> & {
  /** ISO 8601. */
  readonly at: string | null;
  /** Since the server before; null where one of the two does not say when. */
  readonly delaySeconds: number | null;
};

/** What the header of a message says, put in order for a person. */
export type Explanation = {
  readonly subject: string;
  readonly messageId: string | null;
  /** ISO 8601: when it says that it was written. */
  readonly sentAt: string | null;
  readonly returnPath: string | null;
  readonly listId: string | null;
  /** What this server found out when it came in; empty for mail that came another way. */
  readonly checks: readonly CheckView[];
  readonly route: readonly HopView[];
  /** Every field as it came, folded as it came. */
  readonly header: string;
  readonly isHeaderCut: boolean;
};

const methods = ["spf", "dkim", "dmarc", "arc"] as const;
const mostHeaderBytes = 200_000;

/** Explains the header of a message, or of one that is attached to it, whose checks are then nobody's word. */
export async function explainMessage(
  ctx: Context,
  actor: Actor,
  { messageId, path }: { messageId: string; path?: string | undefined },
): Promise<Explanation> {
  const { raw, message } = await openMessage(ctx, actor, { id: messageId, path });
  const summary = summarize(raw, message);
  const header = readSection(raw, message, { path: [], kind: "header" }) ?? Buffer.alloc(0);
  return {
    subject: summary.subject,
    messageId: summary.messageId,
    sentAt: summary.date?.toISOString() ?? null,
    returnPath: message.unfolded("return-path"),
    listId: summary.listId,
    checks: path === undefined ? checksOf(summary.authenticationResults[0] ?? "") : [],
    route: routeOf(readRoute(message)),
    header: header.toString("utf8", 0, mostHeaderBytes).trimEnd(),
    isHeaderCut: header.length > mostHeaderBytes,
  };
}

/** The topmost field is this server's own: what claimed to be was removed when the message came in. */
function checksOf(field: string): CheckView[] {
  return parseAuthResults(field).results.flatMap(({ method, result, properties }) => {
    const known = methods.find((one) => one === method);
    const named = ["header.d", "header.i", "header.from", "smtp.mailfrom", "smtp.helo"].map((name) =>
      properties.get(name),
    );
    const domain = named.find((value) => value !== undefined && value !== "") ?? "";
    return known ? [{ method: known, result, domain: domain.replace(/^.*@/, "") }] : [];
  });
}

function routeOf(hops: readonly Hop[]): HopView[] {
  return hops.map((hop, at) => {
    const before = hops[at - 1]?.at;
    const delaySeconds = hop.at && before ? Math.round((hop.at.getTime() - before.getTime()) / 1000) : null;
    return { ...hop, at: hop.at?.toISOString() ?? null, delaySeconds };
  });
}
