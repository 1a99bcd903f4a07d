import type { Call } from "../../check/plan.ts";
import { zoneMinutes } from "../../match/names.ts";
import { dateOf, datePart, zoneAt } from "../dates.ts";
import { matchesAny } from "../matching.ts";
import type { Run } from "../run.ts";
import { indexed } from "./header.ts";

/** `date`, RFC 5260 §4. */
export function date(run: Run, call: Call): boolean {
  const [name, part, keys] = call.args;
  const fields = indexed(run, call, run.headers.fields(run.text(name) ?? ""));
  // Without an index the first field is meant: more than one date in a message has its own name each.
  const found = fields[0] && dateOf(fields[0].written);
  if (!found) return matchesAny(run, call, { values: [], keys: run.texts(keys) });
  const zone = call.tags.has("originalzone") ? found.zone : zoneOf(run, call, found.date);
  return matchesAny(run, call, { values: [datePart(run.text(part) ?? "", found.date, zone)], keys: run.texts(keys) });
}

/** `currentdate`, RFC 5260 §5. */
export function currentdate(run: Run, call: Call): boolean {
  const [part, keys] = call.args;
  const { now } = run.options;
  const value = datePart(run.text(part) ?? "", now, zoneOf(run, call, now));
  return matchesAny(run, call, { values: [value], keys: run.texts(keys) });
}

/** The zone that `:zone` names, else the owner's. */
function zoneOf(run: Run, { tags }: Call, at: Date): number {
  const given = run.text(tags.get("zone"));
  return (given === null ? null : zoneMinutes(given)) ?? zoneAt(run.options.zone ?? "+0000", at);
}
