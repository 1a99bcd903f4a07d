import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useRef } from "react";
import { goTo, replaceWith, useAddress } from "../../client/place.ts";
import type { Viewed } from "../preview/viewed.ts";
import type { ViewerProps } from "../preview/viewer.tsx";
import { type FileNode, mostAtOnce, nodeQuery } from "./api.ts";
import type { NodeList } from "./use-nodes.ts";
import { viewedNode } from "./viewed-node.ts";

/** The file that is open, which the address says: back closes it, and a reload comes back to it. */
export function useOpened(
  list: NodeList,
  stand: (line: number) => void,
): {
  isOpen: boolean;
  open: (id: string) => void;
  viewer: ViewerProps;
} {
  const address = useAddress();
  const id = new URL(address, "https://here.invalid").searchParams.get("open");
  const files = useMemo(() => filesOf(list), [list.total, list.at]);
  const isListed = files.some((one) => one.id === id);
  // It may lie beyond what is loaded of the list, or elsewhere.
  const { data } = useQuery({ ...nodeQuery(id ?? ""), enabled: id !== null && !isListed });
  const shown = isListed ? files : data?.kind === "file" ? [data] : [];
  const viewed = useMemo((): readonly Viewed[] => shown.map((node) => viewedNode(node)), [shown]);
  const at = viewed.findIndex((one) => one.id === id);
  const wasPushed = useRef(false);
  const open = useCallback((wanted: string) => {
    wasPushed.current = true;
    goTo(withOpen(wanted));
  }, []);
  return {
    isOpen: at !== -1,
    open,
    viewer: {
      files: viewed,
      at: at === -1 ? null : at,
      onGo: (next) => replaceWith(withOpen(viewed[next]?.id ?? null)),
      onClose: () => {
        if (wasPushed.current) window.history.back();
        else replaceWith(withOpen(null));
        wasPushed.current = false;
        // One is where one looked last.
        const line = list.lineOf(id ?? "");
        if (line !== -1) stand(line);
      },
    },
  };
}

function withOpen(id: string | null): string {
  const { pathname, search } = window.location;
  const query = new URLSearchParams(search);
  if (id === null) query.delete("open");
  else query.set("open", id);
  return `${pathname}${query.size > 0 ? `?${query.toString()}` : ""}`;
}

/** The files around those that are in sight, which the arrow keys go through. */
function filesOf(list: NodeList): readonly FileNode[] {
  const lines = Array.from({ length: Math.min(list.total, mostAtOnce) }, (_, line) => list.at(line));
  return lines.flatMap((node) => (node?.kind === "file" ? [node] : []));
}
