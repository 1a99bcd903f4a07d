import { commentsIn } from "@carbyne/office/model";
import type { Editor } from "@tiptap/core";
import { useEffect, useMemo, useState } from "react";
import { type Thread, useComments } from "../../comments/api.ts";
import { useLiveFiles } from "../../files/use-nodes.ts";
import type { Collab } from "../connection/collab.ts";
import { type NamedSuggestion, useSuggestions } from "../suggesting/use-suggestions.ts";

export type Note =
  | { kind: "thread"; key: string; from: number | null; to: number | null; thread: Thread }
  | { kind: "suggestion"; key: string; from: number; to: number; suggestion: NamedSuggestion };

export interface Notes {
  notes: readonly Note[];
  suggestions: readonly NamedSuggestion[];
  openCount: number;
  resolvedCount: number;
  rights: { canComment: boolean; canModerate: boolean };
}

const restMs = 150;

/** All that stands beside a text: what is said about places in it, with `isAll` also what is done with, and what is proposed. */
export function useNotes(editor: Editor, { id, collab, isAll }: { id: string; collab: Collab; isAll: boolean }): Notes {
  const suggestions = useSuggestions(editor, collab);
  const ranges = useRanges(editor);
  const open = useComments(id, { isResolved: false });
  const done = useComments(id, { isResolved: true, isOn: isAll });
  // What others say in it hints as all that changes in Files does.
  useLiveFiles();
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = open;
  // They stand beside the text: none may be missing because it is old.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return useMemo(() => {
    const resolved = isAll ? (done.data?.pages.flatMap((page) => page.threads) ?? []) : [];
    const threads = [...(open.data?.pages.flatMap((page) => page.threads) ?? []), ...resolved];
    const first = open.data?.pages[0];
    const notes: Note[] = [
      ...threads.map((thread): Note => {
        const range = ranges.get(thread.id);
        return { kind: "thread", key: thread.id, from: range?.from ?? null, to: range?.to ?? null, thread };
      }),
      ...suggestions.map(
        (suggestion): Note => ({
          kind: "suggestion",
          key: suggestion.id,
          from: suggestion.from,
          to: suggestion.to,
          suggestion,
        }),
      ),
    ];
    return {
      notes: notes.sort((a, b) => (a.from ?? -1) - (b.from ?? -1)),
      suggestions,
      openCount: first?.total ?? 0,
      resolvedCount: first?.resolvedCount ?? 0,
      rights: { canComment: first?.canComment ?? false, canModerate: first?.canModerate ?? false },
    };
  }, [open.data, done.data, isAll, ranges, suggestions]);
}

type Ranges = ReadonlyMap<string, { from: number; to: number }>;

/** Where in the text the threads' ranges are. */
function useRanges(editor: Editor): Ranges {
  const [ranges, setRanges] = useState<Ranges>(new Map());
  useEffect(() => {
    let timer: number | undefined;
    const read = () => {
      timer = undefined;
      const next = new Map(commentsIn(editor.state.doc).map(({ id, from, to }) => [id, { from, to }]));
      // What stands beside a text is drawn anew for another one.
      setRanges((before) => (isSame(before, next) ? before : next));
    };
    const onUpdate = () => {
      timer ??= window.setTimeout(read, restMs);
    };
    read();
    editor.on("update", onUpdate);
    return () => {
      window.clearTimeout(timer);
      editor.off("update", onUpdate);
    };
  }, [editor]);
  return ranges;
}

function isSame(one: Ranges, other: Ranges): boolean {
  const isThere = ([id, { from, to }]: [string, { from: number; to: number }]) =>
    one.get(id)?.from === from && one.get(id)?.to === to;
  return one.size === other.size && [...other].every(isThere);
}
