import { useCallback, useMemo, useState } from "react";
import type { FileNode } from "./api.ts";

export interface FileSelection {
  nodes: ReadonlyMap<string, FileNode>;
  /** Takes an entry in or out. */
  toggle: (node: FileNode, line: number) => void;
  /** Takes in all from the last one chosen up to a line. */
  extend: (line: number, at: (line: number) => FileNode | undefined) => void;
  set: (nodes: readonly FileNode[]) => void;
  clear: () => void;
}

const none: ReadonlyMap<string, FileNode> = new Map();

/** What is chosen in a list; another list begins with nothing. */
export function useFileSelection(name: string): FileSelection {
  const [state, setState] = useState({ name, nodes: none, anchor: 0 });
  const nodes = state.name === name ? state.nodes : none;
  const anchor = state.name === name ? state.anchor : 0;
  const set = useCallback(
    (chosen: readonly FileNode[]) =>
      setState((before) => ({ name, nodes: new Map(chosen.map((node) => [node.id, node])), anchor: before.anchor })),
    [name],
  );
  const toggle = useCallback(
    (node: FileNode, line: number) => {
      const next = new Map(nodes);
      if (!next.delete(node.id)) next.set(node.id, node);
      setState({ name, nodes: next, anchor: line });
    },
    [name, nodes],
  );
  const extend = useCallback(
    (line: number, at: (line: number) => FileNode | undefined) => {
      const next = new Map(nodes);
      for (let i = Math.min(anchor, line); i <= Math.max(anchor, line); i++) {
        const node = at(i);
        if (node) next.set(node.id, node);
      }
      setState({ name, nodes: next, anchor });
    },
    [name, nodes, anchor],
  );
  const clear = useCallback(() => setState({ name, nodes: none, anchor: 0 }), [name]);
  return useMemo(() => ({ nodes, toggle, extend, set, clear }), [nodes, toggle, extend, set, clear]);
}
