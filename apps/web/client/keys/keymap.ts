import { type Action, actions, allActions, isAction, type KeyContext } from "./actions.ts";
import { type Preset, tables } from "./presets.ts";

/** What a person changed: the keys of an action instead of those of the preset; none takes them away. */
export type OwnKeys = Readonly<Partial<Record<Action, readonly string[]>>>;
/** The keys that are in force. */
export type Keymap = Readonly<Record<Action, readonly string[]>>;

/** How many keys one action can have. */
export const mostKeys = 4;

/** What a person changed, as it was kept: what is none of our actions, or no list of keys, does not count. */
export function ownKeysOf(kept: unknown): OwnKeys {
  if (typeof kept !== "object" || kept === null) return {};
  const own: Partial<Record<Action, readonly string[]>> = {};
  for (const [name, keys] of Object.entries(kept))
    if (isAction(name) && Array.isArray(keys)) own[name] = keys.filter((key): key is string => typeof key === "string");
  return own;
}

/** The keys of a preset with what a person changed of it. */
export function keymapOf(preset: Preset, own: OwnKeys): Keymap {
  const entries = allActions.map((action) => [action, own[action] ?? tables[preset][action] ?? []] as const);
  return Object.fromEntries(entries) as unknown as Keymap;
}

/** Whether two of them cannot both be pressed: they are the same, or one begins the other, which would never be waited for. */
function collide(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}

/** Where conversations are, files are not. */
const ofMail: ReadonlySet<KeyContext> = new Set(["mail", "reading"]);
/** Verbs of conversations that files have too, with the same keys. */
const shared: ReadonlySet<Action> = new Set(["mail.trash", "mail.star", "mail.move", "mail.download"]);
const isApart = (one: Action, other: Action) =>
  actions[one].context === "files" && ofMail.has(actions[other].context) && !shared.has(other);

/** On the page of a meeting there is nothing else but what is everywhere. */
const isElsewhere = (one: Action, other: Action) =>
  actions[one].context === "meeting" && !["meeting", "everywhere", "go"].includes(actions[other].context);

/** While one writes, the keys of lists mean nothing, and the other way round; those of mail mean nothing among files. */
function meet(one: Action, other: Action): boolean {
  const [here, there] = [actions[one].context, actions[other].context];
  if (isApart(one, other) || isApart(other, one)) return false;
  if (isElsewhere(one, other) || isElsewhere(other, one)) return false;
  return here === "everywhere" || there === "everywhere" || (here === "writing") === (there === "writing");
}

/** Who has these keys, or a sequence that begins with them, besides an action itself. */
export function ownersOf(keymap: Keymap, keys: string, besides: Action): readonly Action[] {
  return allActions.filter(
    (action) => action !== besides && meet(action, besides) && keymap[action].some((held) => collide(held, keys)),
  );
}

/** What is kept once an action has these keys too; whoever else had them has them no more. */
export function withKeys(own: OwnKeys, keymap: Keymap, { action, keys }: { action: Action; keys: string }): OwnKeys {
  const next: Partial<Record<Action, readonly string[]>> = { ...own };
  for (const owner of ownersOf(keymap, keys, action))
    next[owner] = keymap[owner].filter((held) => !collide(held, keys));
  next[action] = [...keymap[action].filter((held) => !collide(held, keys)), keys].slice(-mostKeys);
  return next;
}

/** What is kept once an action has lost one of its keys. */
export function withoutKeys(own: OwnKeys, keymap: Keymap, { action, keys }: { action: Action; keys: string }): OwnKeys {
  return { ...own, [action]: keymap[action].filter((held) => held !== keys) };
}

/** What is kept once an action has the keys of the preset again. Whoever was given one of them loses it. */
export function withPreset(own: OwnKeys, preset: Preset, action: Action): OwnKeys {
  const { [action]: _changed, ...rest } = own;
  const keymap = keymapOf(preset, rest);
  const next: Partial<Record<Action, readonly string[]>> = { ...rest };
  for (const keys of keymap[action])
    for (const owner of ownersOf(keymap, keys, action))
      next[owner] = (next[owner] ?? keymap[owner]).filter((held) => !collide(held, keys));
  return next;
}
