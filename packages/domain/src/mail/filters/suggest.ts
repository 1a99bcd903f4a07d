import { Refusal, type Actor } from "@carbyne/kernel";
import { parseMessage, summarize } from "@carbyne/mime";
import { parseQuery, parseSize, type Query } from "@carbyne/query";
import type { Condition } from "@carbyne/sieve";
import { accessMessage } from "../../access/index.ts";
import type { Context } from "../../context.ts";

/** The conditions that a filter begins with when it is made from a message, or from what was searched for. */
export async function suggestConditions(
  ctx: Context,
  actor: Actor,
  input: { messageId: string } | { search: string },
): Promise<Condition[]> {
  if ("search" in input) return ofSearch(input.search);
  const { blobHash } = await accessMessage(ctx, actor, input.messageId);
  const raw = await ctx.blobs.read(blobHash);
  const { listId, from } = summarize(raw, parseMessage(raw));
  // Everything of a list has the list in common, whoever wrote it.
  if (listId) return [text("list", "contains", [listId])];
  const author = from[0]?.address;
  return author ? [text("from", "is", [author])] : [];
}

type TextCondition = Extract<Condition, { values: unknown }>;

function text(field: TextCondition["field"], comparison: TextCondition["comparison"], values: string[]): Condition {
  return { field, header: "", comparison, values, isNegated: false };
}

/** What of a search a filter can ask as well; what it cannot is left out. */
function ofSearch(search: string): Condition[] {
  const query = parseQuery(search);
  if (!query) throw new Refusal("invalid", "search-empty");
  const conditions = (query.kind === "and" ? query.of : [query]).flatMap(ofQuery);
  if (conditions.length === 0) throw new Refusal("invalid", "search-no-filter");
  return conditions;
}

function ofQuery(query: Query): Condition[] {
  if (query.kind === "not") return ofQuery(query.of).map((one) => ({ ...one, isNegated: !one.isNegated }));
  if (query.kind === "or") return joined(query.of);
  if (query.kind === "text") return [text("body", "contains", [query.text])];
  if (query.kind !== "operator") return [];
  const { name, value } = query;
  if (name === "from" || name === "to" || name === "cc" || name === "subject" || name === "list")
    return [text(name === "to" ? "to-or-cc" : name, "contains", [value])];
  if (name === "has") return value.toLowerCase() === "attachment" ? [{ field: "attachment", isNegated: false }] : [];
  const bytes = name === "larger" || name === "smaller" ? parseSize(value) : null;
  if (bytes === null) return [];
  return [{ field: "size", comparison: name === "larger" ? "over" : "under", bytes, isNegated: false }];
}

/** `from:ann OR from:bob` is one condition with two texts; other alternatives are none of one rule. */
function joined(of: readonly Query[]): Condition[] {
  const all = of.flatMap(ofQuery);
  const [first] = all;
  if (!first || !("values" in first) || all.length !== of.length) return [];
  const isSame = all.every((one) => "values" in one && one.field === first.field && !one.isNegated);
  return isSame ? [{ ...first, values: all.flatMap((one) => ("values" in one ? one.values : [])) }] : [];
}
