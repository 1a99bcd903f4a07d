import { type Actor, Refusal } from "@carbyne/kernel";
import {
  inOrder,
  type Problem,
  printScript,
  type Rule,
  rulesOf,
  type RulesOfScript,
  scriptOfRules,
} from "@carbyne/sieve";
import type { Context } from "../../context.ts";
import type { Direction } from "./owners.ts";
import { parsed } from "./parsed.ts";
import type { Failure } from "./plan.ts";
import { listScripts, markOf, putScript, type ScriptRow } from "./scripts.ts";

export type ScriptSummary = {
  readonly id: string;
  readonly name: string;
  readonly activeIncoming: boolean;
  readonly activeOutgoing: boolean;
  readonly sizeBytes: number;
  /** ISO 8601. */
  readonly updatedAt: string;
};

export type Filters = {
  /** The active script of the direction. */
  readonly script: {
    readonly id: string;
    readonly name: string;
    readonly text: string;
    /** Given back with a save, so that nobody writes over what somebody else wrote meanwhile. */
    readonly seen: string;
    readonly failure: (Failure & { readonly at: string }) | null;
  } | null;
  /** The script as the visual editor shows it; null when it says more than that can. */
  readonly rules: readonly Rule[] | null;
  /** Why there are no rules. */
  readonly obstacle: Problem | null;
  readonly scripts: readonly ScriptSummary[];
};

/** The filters of a direction, as rules where that is possible and as text always. */
export async function getFilters(
  ctx: Context,
  actor: Actor,
  { direction }: { direction: Direction },
): Promise<Filters> {
  const scripts = await listScripts(ctx, actor);
  const script = activeOf(scripts, direction);
  return {
    script: script ? detailOf(script) : null,
    ...(script ? shownAs(script.text) : { rules: [], obstacle: null }),
    scripts: scripts.map(({ id, name, activeIncoming, activeOutgoing, text, updatedAt }) => ({
      id,
      name,
      activeIncoming,
      activeOutgoing,
      sizeBytes: Buffer.byteLength(text),
      updatedAt: updatedAt.toISOString(),
    })),
  };
}

/** Writes rules as the active script of a direction, and answers what is there then. */
export async function saveRules(
  ctx: Context,
  actor: Actor,
  { direction, rules, seen }: { direction: Direction; rules: readonly Rule[]; seen: string | null },
): Promise<Filters> {
  const before = activeOf(await listScripts(ctx, actor), direction);
  const was = before ? read(before.text) : null;
  const text = textOfRules(rules, was?.rules ?? null, was?.notes);
  return saveText(ctx, actor, { direction, text, seen });
}

/** Writes a text as the active script of a direction; `seen` is null when there was none. */
export async function saveText(
  ctx: Context,
  actor: Actor,
  { direction, text, seen }: { direction: Direction; text: string; seen: string | null },
): Promise<Filters> {
  const scripts = await listScripts(ctx, actor);
  const old = activeOf(scripts, direction);
  if ((old === undefined) !== (seen === null)) throw new Refusal("conflict", "script-changed");
  const name = old?.name ?? freeName(scripts, direction === "incoming" ? "filters" : "sent");
  await putScript(ctx, actor, { id: old?.id, name, text, seen: seen ?? undefined, activate: direction });
  return getFilters(ctx, actor, { direction });
}

/** What is wrong with a text, and the rules that it is. Nothing is stored. */
export function checkScript(text: string): {
  problems: readonly Problem[];
  rules: readonly Rule[] | null;
  obstacle: Problem | null;
} {
  return { problems: parsed(text).problems, ...shownAs(text) };
}

/**
 * The text that rules are. Marks are meant for what a rule files, whichever was chosen first, except where a script by hand has them in another
 * order: `before` are the rules that it was. `notes` are the comments of a script that had none.
 */
export function textOfRules(
  rules: readonly Rule[],
  before: readonly Rule[] | null = null,
  notes: readonly string[] = [],
): string {
  const known = new Set(before?.map(({ actions }) => JSON.stringify(actions)));
  const meant = rules.map((rule) =>
    known.has(JSON.stringify(rule.actions)) ? rule : { ...rule, actions: inOrder(rule.actions) },
  );
  return printScript(scriptOfRules(meant, notes));
}

function shownAs(text: string): { rules: readonly Rule[] | null; obstacle: Problem | null } {
  const { rules, obstacle } = read(text);
  return { rules, obstacle };
}

function read(text: string): RulesOfScript {
  const { script } = parsed(text);
  return script ? rulesOf(script) : { rules: null, obstacle: null, notes: [] };
}

/** The script that runs for a direction. */
export function activeOf(scripts: readonly ScriptRow[], direction: Direction): ScriptRow | undefined {
  return scripts.find((one) => (direction === "incoming" ? one.activeIncoming : one.activeOutgoing));
}

function detailOf({ id, name, text, failedAt, failure }: ScriptRow) {
  return {
    id,
    name,
    text,
    seen: markOf(text),
    failure: failure && failedAt ? { ...failure, at: failedAt.toISOString() } : null,
  };
}

function freeName(scripts: readonly ScriptRow[], wanted: string): string {
  const names = new Set(scripts.map(({ name }) => name));
  let name = wanted;
  for (let n = 2; names.has(name); n++) name = `${wanted} ${n}`;
  return name;
}
