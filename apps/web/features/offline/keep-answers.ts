import { hashKey, type Query, type QueryClient, type QueryKey } from "@tanstack/react-query";
import { forgetRead, keep, type Kept, listAll, trim } from "./store.ts";

/** Which answers of the server are kept: what it takes to show the lists, conversations and documents that were open last, and to write. */
const heads: ReadonlySet<unknown> = new Set([
  "me",
  "settings",
  "mailboxes",
  "list",
  "conversation",
  "pinned",
  "tags",
  "identities",
  "signatures",
  "templates",
  "saved-searches",
  "docs",
  "sharing",
]);
const most = 300;
const mostChars = 1_000_000;
const pauseMs = 500;

interface Answer extends Kept {
  queryKey: QueryKey;
  data: unknown;
}

function isKept({ queryKey, state }: Query): boolean {
  return heads.has(queryKey[0]) && state.status === "success" && state.data !== undefined && state.data !== null;
}

/** Keeps on this device what the server answers, a moment after it came, until the answer is called. */
export function keepAnswers(queryClient: QueryClient, accountId: string): () => void {
  const changed = new Map<string, Query>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = async () => {
    timer = undefined;
    const queries = [...changed.values()];
    changed.clear();
    for (const { queryKey, state } of queries) {
      // What cannot be kept, as a list of a hundred thousand lines, is read again when there is a network.
      if (JSON.stringify(state.data).length > mostChars) continue;
      const answer: Answer = { id: hashKey(queryKey), accountId, at: Date.now(), queryKey, data: state.data };
      await keep("answers", answer);
    }
    await trim("answers", most);
  };
  const note = (query: Query) => {
    if (!isKept(query)) return;
    changed.set(query.queryHash, query);
    // A browser that keeps nothing, as in a private window, works as long as there is a network.
    timer ??= setTimeout(() => void write().catch(() => undefined), pauseMs);
  };
  void forgetRead(accountId).catch(() => undefined);
  for (const query of queryClient.getQueryCache().getAll()) note(query);
  const stop = queryClient.getQueryCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "success") note(event.query);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

/** Brings back what was kept of whoever was signed in last; answers who that is, or null if nothing is kept. */
export async function restoreAnswers<Me extends { account: { id: string } }>(
  queryClient: QueryClient,
): Promise<Me | null> {
  const answers = await listAll<Answer>("answers");
  const me = answers.findLast(({ queryKey }) => queryKey[0] === "me")?.data as Me | undefined;
  if (!me) return null;
  for (const { accountId, queryKey, data, at } of answers) {
    if (accountId !== me.account.id || queryKey[0] === "me") continue;
    if (queryClient.getQueryData(queryKey) === undefined) queryClient.setQueryData(queryKey, data, { updatedAt: at });
  }
  return me;
}
