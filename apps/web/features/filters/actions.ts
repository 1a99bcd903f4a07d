import { isWhole } from "./conditions.ts";
import type { Direction, Rule, RuleAction } from "./types.ts";

const incoming = [
  "move",
  "copy",
  "tag",
  "mark-read",
  "star",
  "mark-important",
  "trash",
  "redirect",
  "reject",
  "discard",
  "keep",
  "stop",
] as const satisfies readonly RuleAction["kind"][];
/** What is sent leaves whatever a filter says: only its copy can be filed and marked. */
const outgoing = ["move", "copy", "tag", "mark-read", "star", "mark-important", "keep", "stop"] as const;

/** What a rule of a direction can do. */
export function actionKinds(direction: Direction): readonly RuleAction["kind"][] {
  return direction === "incoming" ? incoming : outgoing;
}

/** A new action of a kind; where the message goes stays when both kinds have a folder. */
export function actionOf(kind: RuleAction["kind"], before?: RuleAction): RuleAction {
  if (kind === "move" || kind === "copy") return { kind, mailbox: before && "mailbox" in before ? before.mailbox : "" };
  if (kind === "tag") return { kind, keyword: "" };
  if (kind === "redirect") return { kind, address: "", keepsCopy: true };
  return kind === "reject" ? { kind, reason: "" } : { kind };
}

/** Whether an action says all that it needs. */
export function isReady(action: RuleAction): boolean {
  if (action.kind === "move" || action.kind === "copy") return action.mailbox !== "";
  if (action.kind === "tag") return action.keyword !== "";
  if (action.kind === "redirect") return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(action.address);
  return action.kind !== "reject" || action.reason.trim() !== "";
}

/** Whether a rule can be saved. */
export function isFit({ conditions, actions }: Rule): boolean {
  return conditions.every(isWhole) && actions.length > 0 && actions.every(isReady);
}
