import { summarize } from "@carbyne/mime";
import { matchingOf } from "../../check/matching.ts";
import type { Call } from "../../check/plan.ts";
import { isOfferable } from "../../extensions.ts";
import { applyHeaderEdits } from "../edit-message.ts";
import { flagList } from "../flags.ts";
import { matchesAny, matchesCount } from "../matching.ts";
import type { Run } from "../run.ts";

/** `size`, RFC 5228 §5.9: neither over nor under when it is the same. What the script did to the header counts. */
export function size(run: Run, { tags, args: [limit] }: Call): boolean {
  const { message, headers } = run;
  const { raw } = headers.edits ? { raw: applyHeaderEdits(message.raw, headers.edits, message.root) } : message;
  const [octets, bound] = [raw.length, run.number(limit) ?? 0];
  return tags.has("over") ? octets > bound : octets < bound;
}

/** `string`, RFC 5229 §5; `:count` counts those that are not empty. */
export function string(run: Run, call: Call): boolean {
  const [sources, keys] = call.args;
  const values = run.texts(sources);
  if (matchingOf(call.tags).type !== "count") return matchesAny(run, call, { values, keys: run.texts(keys) });
  const count = values.filter((value) => value !== "").length;
  return matchesCount(run, call, { count, keys: run.texts(keys) });
}

/** `hasflag`, RFC 5232 §4: of the internal variable, or of those that are named. */
export function hasflag(run: Run, call: Call): boolean {
  const [variables, keys] = call.args;
  const values = variables ? run.texts(variables).flatMap((name) => flagList([run.variables.get(name)])) : run.flags;
  // A key may hold several flags as any list of them may.
  const wanted = run.texts(keys).flatMap((key) => (key.trim() === "" ? key : key.trim().split(/[ \t\r\n]+/)));
  return matchesAny(run, call, { values, keys: wanted });
}

/** `environment`, RFC 5183 §4; false for an item that nobody knows. */
export function environment(run: Run, call: Call): boolean {
  const [item, keys] = call.args;
  const items = run.options.environment ?? {};
  const name = (run.text(item) ?? "").toLowerCase();
  const value = Object.hasOwn(items, name) ? items[name] : undefined;
  return value !== undefined && matchesAny(run, call, { values: [value], keys: run.texts(keys) });
}

/** `mailboxexists`, RFC 5490 §3.1: true when all are there. */
export async function mailboxexists(run: Run, { args: [names] }: Call): Promise<boolean> {
  for (const name of run.texts(names)) if (!(await run.options.mailboxExists?.(name))) return false;
  return true;
}

/** `specialuse_exists`, RFC 8579 §3: all the uses, in the named folder or in any. */
export async function specialuse(run: Run, { args: [mailbox, uses] }: Call): Promise<boolean> {
  const name = run.text(mailbox);
  for (const use of run.texts(uses)) if (!(await run.options.specialUseExists?.(use, name))) return false;
  return true;
}

/** `ihave`, RFC 5463 §4. */
export function ihave(run: Run, { args: [names] }: Call): boolean {
  return run.texts(names).every(isOfferable);
}

/** Ours: the message has attachments, as lists show it. */
export function attachment(run: Run): boolean {
  const { raw, root } = run.message;
  run.spend(raw.length);
  return summarize(raw, root).hasAttachments;
}
