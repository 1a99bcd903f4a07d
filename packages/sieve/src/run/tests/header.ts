import type { Call } from "../../check/plan.ts";
import { type Field, fieldText } from "../header-list.ts";
import { matchesAny } from "../matching.ts";
import type { Run } from "../run.ts";

/** `header`, RFC 5228 §5.7. */
export function header(run: Run, call: Call): boolean {
  const [names, keys] = call.args;
  const values = run.texts(names).flatMap((name) => indexed(run, call, run.headers.fields(name)).map(fieldText));
  return matchesAny(run, call, { values, keys: run.texts(keys) });
}

/** `exists`, RFC 5228 §5.5: true when all of them are there. */
export function exists(run: Run, { args: [names] }: Call): boolean {
  return run.texts(names).every((name) => run.headers.fields(name).length > 0);
}

/** The one field that `:index` asks for, counted from the end with `:last`; all without it. RFC 5260 §6. */
export function indexed(run: Run, { tags }: Call, fields: readonly Field[]): readonly Field[] {
  const index = run.number(tags.get("index"));
  if (index === null) return fields;
  const field = fields[tags.has("last") ? fields.length - index : index - 1];
  return field ? [field] : [];
}
