import { useSyncExternalStore } from "react";
import { type Action, actions, allActions, type KeyContext } from "./actions.ts";
import { keyName, type KeyPress } from "./key-name.ts";
import { type Keymap, keymapOf } from "./keymap.ts";

let keymap: Keymap = keymapOf("carbyne", {});
const atFirst = keymap;
const listeners = new Set<() => void>();

/** Puts other keys into force. */
export function setKeymap(next: Keymap): void {
  keymap = next;
  for (const listener of listeners) listener();
}

/** The keys in force, outside of components. */
export const currentKeymap = (): Keymap => keymap;

/** What a press of one key means in one place, where it is not left to the application's own listener. */
export function actionOf(context: KeyContext, press: KeyPress): Action | null {
  const name = keyName(press);
  if (name === null) return null;
  return allActions.find((action) => actions[action].context === context && keymap[action].includes(name)) ?? null;
}

/** The keys in force. */
export function useKeymap(): Keymap {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => keymap,
    () => atFirst,
  );
}

/** The keys that mean something of ours while one writes, which an editor does not get. */
export function useTakenKeys(): readonly string[] {
  const now = useKeymap();
  return allActions.flatMap((action) => (actions[action].context === "writing" ? now[action] : []));
}

/** The key that a hint names for an action, if it has one. */
export function useKey(action: Action): string | undefined {
  return useKeymap()[action][0];
}
