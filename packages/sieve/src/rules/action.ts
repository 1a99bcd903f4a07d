import type { Command } from "../syntax/tree.ts";
import { command, tag, text } from "./build.ts";
import type { RuleAction } from "./model.ts";

const flags = { "mark-read": "\\Seen", star: "\\Flagged", "mark-important": "$Important" } as const;
const trashUse = "\\Trash";
/** What mail programs call it where no folder has the use. */
const trashName = "Trash";

/** The command that an action is. */
export function commandOf(action: RuleAction): Command {
  switch (action.kind) {
    case "keep":
    case "discard":
    case "stop":
      return command(action.kind);
    case "mark-read":
    case "star":
    case "mark-important":
      return command("addflag", [text(flags[action.kind])]);
    case "tag":
      return command("addflag", [text(action.keyword)]);
    case "move":
      return command("fileinto", [text(action.mailbox)]);
    case "copy":
      return command("fileinto", [tag("copy"), text(action.mailbox)]);
    case "trash":
      return command("fileinto", [tag("specialuse"), text(trashUse), text(trashName)]);
    case "redirect":
      return command("redirect", [...(action.keepsCopy ? [tag("copy")] : []), text(action.address)]);
    case "reject":
      return command("reject", [text(action.reason)]);
  }
}

/** The order in which a list of actions is meant by who chose them one by one: marks before what files the message with them (RFC 5232 §5), the end last. */
export function inOrder(actions: readonly RuleAction[]): RuleAction[] {
  const rank = ({ kind }: RuleAction) => (kind === "stop" ? 2 : kind === "tag" || kind in flags ? 0 : 1);
  return actions.toSorted((a, b) => rank(a) - rank(b));
}

/** The action that a command is; null for one that no action says. */
export function actionOf({ name, args, block, tests }: Command): RuleAction | null {
  const tags = args.flatMap((one) => (one.kind === "tag" ? [one.name] : []));
  const lists = args.flatMap((one) => (one.kind === "strings" ? [one.strings] : []));
  const values = lists.map((strings) => (strings.length === 1 ? (strings[0]?.value ?? null) : null));
  const [value, second] = values;
  if (block || tests.length > 0 || values.includes(null) || value === null) return null;
  if (name === "keep" || name === "discard" || name === "stop") return args.length === 0 ? { kind: name } : null;
  if (value === undefined) return null;
  const isPlain = tags.length === 0 && values.length === 1;
  const isCopy = tags.length === 1 && tags[0] === "copy" && values.length === 1;
  if (name === "addflag") return isPlain ? markOf(value) : null;
  if (name === "reject") return isPlain ? { kind: "reject", reason: value } : null;
  if (name === "redirect") return isPlain || isCopy ? { kind: "redirect", address: value, keepsCopy: isCopy } : null;
  if (name !== "fileinto") return null;
  if (isPlain || isCopy) return { kind: isCopy ? "copy" : "move", mailbox: value };
  const isTrash =
    tags.join(" ") === "specialuse" && value.toLowerCase() === trashUse.toLowerCase() && second !== undefined;
  return isTrash ? { kind: "trash" } : null;
}

function markOf(value: string): RuleAction | null {
  const known = Object.entries(flags) as [keyof typeof flags, string][];
  const kind = known.find(([, name]) => name.toLowerCase() === value.toLowerCase())?.[0];
  if (kind) return { kind };
  return /^[\\]|\s/.test(value) || value === "" ? null : { kind: "tag", keyword: value };
}
