import { type Action, applyHeaderEdits, type HeaderEdits } from "@carbyne/sieve";
import { roleOfUse } from "./evaluate.ts";
import { flagsOf } from "./flags-of.ts";
import type { PlannedPlace, Target } from "./plan.ts";

type Placing = Extract<Action, { kind: "keep" | "fileinto" }>;

/** Where a script's actions put a message; `keep` is where it is kept. */
export function placesOf(actions: readonly Action[], keep: Target, form: Form): PlannedPlace[] {
  return actions
    .filter((action): action is Placing => action.kind === "keep" || action.kind === "fileinto")
    .map((action) => ({
      target: action.kind === "keep" ? keep : folderOf(action),
      ...flagsOf(action.flags),
      edited: form(action.edits),
    }));
}

function folderOf({ mailbox, create, specialUse }: Extract<Action, { kind: "fileinto" }>): Target {
  const role = specialUse === null ? undefined : roleOfUse(specialUse);
  return { kind: "path", path: mailbox, create, ...(role ? { role } : {}) };
}

export type Form = (edits: HeaderEdits | null) => Buffer | null;

/** The message as header edits make it, made once for edits that are the same; null as it came. */
export function formsOf(raw: Buffer): Form {
  const forms = new Map<string, Buffer>();
  return (edits) => {
    if (!edits) return null;
    const key = JSON.stringify(edits);
    const form = forms.get(key) ?? applyHeaderEdits(raw, edits);
    forms.set(key, form);
    return form;
  };
}
