import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { onHints } from "../../client/hints.ts";
import { type FileNode, filesKey, filesServer, type Folder, pageQuery, pageSize, refreshFiles } from "./api.ts";
import { type FilesPlace, listName } from "./place.ts";

export interface NodeList {
  place: FilesPlace;
  name: string;
  folder: Folder | null;
  total: number;
  isLoaded: boolean;
  error: unknown;
  retry: () => void;
  /** The entry of a line, once it is loaded. */
  at: (line: number) => FileNode | undefined;
  lineOf: (id: string) => number;
  /** Told which lines are in sight. */
  onRange: (first: number, last: number) => void;
}

/** A list of any length: the pages that are in sight, and the first one. */
export function useNodes(place: FilesPlace): NodeList {
  const queryClient = useQueryClient();
  const name = listName(place);
  const [sight, setSight] = useState({ name, first: 0, last: 0 });
  const isHere = sight.name === name;
  const firstPage = isHere ? Math.floor(sight.first / pageSize) : 0;
  const lastPage = isHere ? Math.floor(sight.last / pageSize) : 0;
  const pages = useMemo(() => {
    const wanted = new Set([0]);
    for (let page = firstPage; page <= lastPage; page++) wanted.add(page);
    return [...wanted];
  }, [firstPage, lastPage]);
  const results = useQueries({ queries: pages.map((page) => pageQuery(place, page)) });
  const [first] = results;
  const stamp = results.map((result) => `${result.dataUpdatedAt} ${result.data?.total}`).join();
  const nodes = useMemo(() => {
    const byLine = new Map<number, FileNode>();
    results.forEach(({ data }, i) => {
      data?.nodes.forEach((node, at) => byLine.set((pages[i] ?? 0) * pageSize + at, node));
    });
    return byLine;
    // The results are made anew with each drawing; when they came says whether anything changed.
  }, [pages, stamp, name]);
  const lines = useMemo(() => new Map([...nodes].map(([line, node]) => [node.id, line])), [nodes]);

  return {
    place,
    name,
    folder: first?.data?.folder ?? null,
    total: first?.data?.total ?? 0,
    isLoaded: first?.data !== undefined,
    error: first?.data === undefined ? (first?.error ?? null) : null,
    retry: useCallback(() => void refreshFiles(queryClient), [queryClient]),
    at: useCallback((line: number) => nodes.get(line), [nodes]),
    lineOf: useCallback((id: string) => lines.get(id) ?? -1, [lines]),
    onRange: useCallback((from: number, to: number) => setSight({ name, first: from, last: to }), [name]),
  };
}

const restMs = 400;

/** Follows what changes in files elsewhere: whatever did, what is shown is asked for again. */
export function useLiveFiles(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    let since: string | null = null;
    let shared = "";
    let timer: number | undefined;
    const ask = async () => {
      timer = undefined;
      try {
        const { modseq, changed, removed, isTooMuch, sharedStamp } = await filesServer.changes(since ?? "0");
        const isNews =
          since !== null && (isTooMuch || changed.length > 0 || removed.length > 0 || sharedStamp !== shared);
        [since, shared] = [modseq, sharedStamp];
        if (isNews) await queryClient.invalidateQueries({ queryKey: filesKey, refetchType: "active" });
      } catch {
        // No network or a server that is away: the next hint, or the return to the window, asks again.
      }
    };
    const stop = onHints(() => (timer ??= window.setTimeout(() => void ask(), restMs)));
    void ask();
    return () => {
      stop();
      window.clearTimeout(timer);
    };
  }, [queryClient]);
}
