import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { type Action, repeats } from "./keys/actions.ts";
import { createKeyReader, keyName, takesKeys } from "./keys/key-name.ts";
import { currentKeymap } from "./keys/keymap-store.ts";

/** A verb that can be had by its key, in the command palette and on the shortcuts sheet. */
export interface Command {
  id: string;
  label: string;
  section: string;
  icon?: ReactNode;
  /** What its keys go by: the person's own, see `keys/keymap-store.ts`. */
  action?: Action;
  /** Means nothing at the moment, such as an act on a selection that is empty. */
  isIdle?: boolean;
  /** Whether its key means something also while a layer is open, which keeps all other keys to itself. */
  isAboveLayers?: () => boolean;
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

/** Write nothing and move nothing in a text, and so go from room to room while one writes. */
const beside = new Set(["Alt+ArrowUp", "Alt+ArrowDown"]);

/** What has the focus does something of its own when it is pressed with these. */
function presses(target: EventTarget | null, name: string): boolean {
  if (name !== "Enter" && name !== "Space") return false;
  return target instanceof HTMLElement && target.closest("a[href], button, summary, [role=button]") !== null;
}

/** Listens to the keyboard. Once in the application. */
export function useCommandKeys(): void {
  useEffect(() => {
    const read = createKeyReader();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = keyName(event);
      if (name === null || presses(event.target, name)) return;
      if (takesKeys(event.target) && (!(name.startsWith("Ctrl+") || beside.has(name)) || editing.has(name))) return;
      const keymap = currentKeymap();
      const isCovered = document.querySelector("[data-modal]") !== null;
      const active = all.filter(
        (command) =>
          command.action !== undefined && command.isIdle !== true && (!isCovered || command.isAboveLayers?.() === true),
      );
      if (isCovered && active.length === 0) return;
      const keysOf = ({ action }: Command) => (action === undefined ? [] : keymap[action]);
      const keys = read(name, new Set(active.flatMap(keysOf)));
      const command = keys === null ? undefined : active.find((candidate) => keysOf(candidate).includes(keys));
      if (!command) return;
      event.preventDefault();
      // A key that is held down moves on; it does not archive one after the other.
      if (!event.repeat || (command.action !== undefined && repeats(command.action))) command.run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
