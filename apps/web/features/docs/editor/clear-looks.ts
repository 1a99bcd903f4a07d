import type { ChainedCommands } from "@tiptap/core";

/** They are no looks: what people say about the words, and what they propose. */
const kept = new Set(["comment", "insertion", "deletion", "modification"]);

/** Shows what is chosen as plain text, and leaves what is said of it. */
export function clearLooks(chain: ChainedCommands): boolean {
  return chain
    .command(({ tr, state }) => {
      for (const { $from, $to } of tr.selection.ranges)
        for (const type of Object.values(state.schema.marks))
          if (!kept.has(type.name)) tr.removeMark($from.pos, $to.pos, type);
      return true;
    })
    .clearNodes()
    .unsetTextAlign()
    .run();
}
