import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { createKeyReader, keyName, takesKeys } from "./keyboard.ts";

/** A verb that can be had by its key, in the command palette and on the shortcuts sheet. */
export interface Command {
  id: string;
  label: string;
  section: string;
  icon?: ReactNode;
  keys?: string;
  /** Means nothing at the moment, such as an act on a selection that is empty. */
  isIdle?: boolean;
  /** Has a key but makes no sense in the palette, such as moving the cursor. */
  isKeyOnly?: boolean;
  run: () => void;
}

const lists = new Map<symbol, readonly Command[]>();
const listeners = new Set<() => void>();
let all: readonly Command[] = [];

function refresh(): void {
  // The newest comes first: a deeper view may take a key for itself.
  all = [...lists.values()].reverse().flat();
  for (const listener of listeners) listener();
}

/** Offers commands while the component is there. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const key = Symbol("commands");
    lists.set(key, commands);
    refresh();
    return () => {
      lists.delete(key);
      refresh();
    };
  }, [commands]);
}

const empty: readonly Command[] = [];

/** All commands of the moment. */
export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => all,
    () => empty,
  );
}

/** Mean what they always mean where text is written. */
const editing = new Set(["Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Y", "Ctrl+Z", "Ctrl+Shift+Z"]);

/** Listens to the keyboard. Once in the application. */
export function useCommandKeys(): void {
  useEffect(() => {
    const read = createKeyReader();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector("[data-modal]")) return;
      const name = keyName(event);
      if (takesKeys(event.target) && (!name.startsWith("Ctrl+") || editing.has(name))) return;
      const active = all.filter((command) => command.isIdle !== true);
      const keys = read(name, new Set(active.flatMap((command) => command.keys ?? [])));
      const command = keys === null ? undefined : active.find((candidate) => candidate.keys === keys);
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
