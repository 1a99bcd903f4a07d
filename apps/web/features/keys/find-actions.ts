import { type Action, actions, allActions, contexts, type KeyContext } from "../../client/keys/actions.ts";
import type { Keymap } from "../../client/keys/keymap.ts";

/** The actions whose name or keys contain a text, by where they mean something. */
export function findActions(
  keymap: Keymap,
  { text, labelOf }: { text: string; labelOf: (action: Action) => string },
): readonly { context: KeyContext; found: readonly Action[] }[] {
  const wanted = text.trim().toLocaleLowerCase();
  const matches = (action: Action) =>
    wanted === "" ||
    labelOf(action).toLocaleLowerCase().includes(wanted) ||
    keymap[action].some(
      (keys) => keys.toLocaleLowerCase() === wanted || (wanted.length > 1 && keys.toLocaleLowerCase().includes(wanted)),
    );
  return contexts
    .map((context) => ({
      context,
      found: allActions.filter((action) => actions[action].context === context && matches(action)),
    }))
    .filter(({ found }) => found.length > 0);
}
