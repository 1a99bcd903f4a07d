import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { excerptsQuery } from "../api.ts";
import type { NodeList } from "../use-nodes.ts";

const none: ReadonlyMap<string, string> = new Map();
/** Of the first page: further down one reads names. */
const mostAsked = 100;

/** Where the files that are found say what is looked for. */
export function useExcerpts(list: NodeList): ReadonlyMap<string, string> {
  const { place, total, at } = list;
  const text = place.kind === "search" ? place.text : "";
  const ids = useMemo(() => {
    if (text === "") return [];
    const lines = Array.from({ length: Math.min(total, mostAsked) }, (_, line) => at(line));
    return lines.flatMap((node) => (node?.kind === "file" ? [node.id] : []));
  }, [text, total, at]);
  const { data } = useQuery({ ...excerptsQuery(text, ids), enabled: ids.length > 0 });
  return useMemo(() => (data && text !== "" ? new Map(Object.entries(data)) : none), [data, text]);
}
