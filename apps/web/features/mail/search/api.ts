import { useQuery } from "@tanstack/react-query";
import { type Outputs, server } from "../../../client/server.ts";

export type Excerpt = Outputs["conversations"]["excerpts"][string];

/** How many conversations a search finds in all, asked for once there are more than are loaded. */
export function useFoundCount(text: string, isWanted: boolean) {
  return useQuery({
    queryKey: ["found-count", text],
    enabled: isWanted,
    queryFn: () => server.conversations.countAllFound.query({ text }),
  });
}

/** Lines come into sight together, so that they are asked for together. */
const gatherMs = 30;
const mostAtOnce = 100;
type Waiting = { id: string; resolve: (excerpt: Excerpt | null) => void; reject: (error: unknown) => void };
const waiting = new Map<string, Waiting[]>();

function excerptOf(text: string, id: string): Promise<Excerpt | null> {
  return new Promise((resolve, reject) => {
    const before = waiting.get(text);
    const one = { id, resolve, reject };
    if (before && before.length < mostAtOnce) return void before.push(one);
    const gathered = [one];
    waiting.set(text, gathered);
    setTimeout(() => void ask(text, gathered), gatherMs);
  });
}

async function ask(text: string, gathered: readonly Waiting[]): Promise<void> {
  if (waiting.get(text) === gathered) waiting.delete(text);
  try {
    const found = await server.conversations.excerpts.query({ text, ids: gathered.map(({ id }) => id) });
    for (const { id, resolve } of gathered) resolve(found[id] ?? null);
  } catch (error) {
    for (const { reject } of gathered) reject(error);
  }
}

/** Where a conversation says what is searched for, if its line does not show it. */
export function useExcerpt(text: string, id: string, isWanted: boolean): Excerpt | null {
  const { data } = useQuery({
    queryKey: ["excerpt", text, id],
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    // The line is whole without it.
    retry: false,
    queryFn: () => excerptOf(text, id),
  });
  return data ?? null;
}
