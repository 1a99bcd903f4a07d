import type { Call } from "../../check/plan.ts";
import { fieldText } from "../header-list.ts";
import type { DuplicateMark } from "../outcome.ts";
import type { Run } from "../run.ts";

const week = 7 * 86_400;
const longest = 90 * 86_400;

/** `duplicate`, RFC 7352 §3. The id is remembered only once the actions are done: until then the same question has the same answer. */
export async function duplicate(run: Run, { tags }: Call): Promise<boolean> {
  const uniqueId = uniqueIdOf(run, tags);
  if (uniqueId === null) return false;
  const seconds = Math.min(run.number(tags.get("seconds")) ?? week, longest);
  const mark: DuplicateMark = { handle: run.text(tags.get("handle")) ?? "", uniqueId, seconds, last: tags.has("last") };
  const key = JSON.stringify([mark.handle, uniqueId]);
  const known = run.duplicates.get(key);
  if (known) return known.isSeen;
  const isSeen = (await run.options.isDuplicate?.(mark)) ?? false;
  run.duplicates.set(key, { mark, isSeen });
  return isSeen;
}

/** The given id, or that of a header field; without one nothing is a duplicate. */
function uniqueIdOf(run: Run, tags: Call["tags"]): string | null {
  const given = run.text(tags.get("uniqueid"));
  if (given !== null) return given;
  const [field] = run.headers.fields(run.text(tags.get("header")) ?? "message-id");
  const value = field ? fieldText(field) : "";
  return value === "" ? null : value;
}
