import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { noteLost } from "./office/lost.ts";
import { type Inputs, type Outputs, server } from "../../client/server.ts";

export type DocumentView = Outputs["documents"]["get"];
/** A place in a text that stays with what is around it. */
export type RelativePosition = Inputs["documents"]["comment"]["from"];
export type DocumentEntry = Outputs["files"]["view"]["nodes"][number];

export const docsKey = ["docs"] as const;
const mostListed = 200;

/** What somebody else has put into an office file meanwhile is what is written from now on: the server looks, and says which making that is. */
async function openDocument(id: string): Promise<DocumentView> {
  const view = await server.documents.get.query({ id });
  if (view.format === null || !view.mayWrite) return view;
  const { epoch, lost } = await server.documents.openOffice.mutate({ id });
  noteLost(id, lost);
  return { ...view, epoch };
}

/** How one may be in a document, and where it is written. It changes with rights: it is asked for anew each time one comes to it. */
export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: [...docsKey, "document", id],
    queryFn: () => openDocument(id),
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });

/** The documents that one has or sees, what was worked on lately first. */
export const documentsQuery = queryOptions({
  queryKey: [...docsKey, "list"],
  queryFn: () => server.files.view.query({ view: "documents", offset: 0, limit: mostListed }),
  placeholderData: keepPreviousData,
  staleTime: 10_000,
});

export const docsServer = {
  create: (input: { parentId: string | null; name: string }) =>
    server.documents.create.mutate({ ...input, kind: "text" }),
  /** Another one that says the same, without what is said about it. */
  createFrom: (input: { parentId: string | null; from: string }) => server.documents.create.mutate(input),
  rename: (input: { id: string; name: string }) => server.files.rename.mutate(input),
  settle: (input: Inputs["documents"]["settle"]) => server.documents.settle.mutate(input),
  comment: (input: Inputs["documents"]["comment"]) => server.documents.comment.mutate(input),
};

const visited = new Map<string, number>();
const visitMs = 10_000;

/** Notes that somebody came to a document; a page that is drawn twice on its way is one visit. */
export async function visit(id: string): Promise<void> {
  const now = Date.now();
  if (now - (visited.get(id) ?? 0) < visitMs) return;
  visited.set(id, now);
  await server.documents.visit.mutate({ id });
}

export function refreshDocs(queryClient: QueryClient): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: documentsQuery.queryKey });
}
