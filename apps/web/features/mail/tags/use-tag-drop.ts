import { type DragEvent, useMemo } from "react";
import type { ConversationRow } from "../types.ts";
import { useAct } from "../use-act.ts";
import { draggedTag } from "./tag-drag.ts";

/** Lets a list take tags that are dropped on its rows: on all that are selected, when the row is one of them. */
export function useTagDrop(targetsOf: (element: HTMLElement) => readonly ConversationRow[]) {
  const act = useAct();
  return useMemo(() => {
    const targets = (event: DragEvent) => (event.target instanceof HTMLElement ? targetsOf(event.target) : []);
    return {
      onDragOver(event: DragEvent) {
        if (!draggedTag() || targets(event).length === 0) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
      },
      onDrop(event: DragEvent) {
        const tag = draggedTag();
        if (!tag) return;
        event.preventDefault();
        void act({ rows: targets(event), act: "tag", tags: { add: [tag.keyword], remove: [] } });
      },
    };
  }, [act, targetsOf]);
}
