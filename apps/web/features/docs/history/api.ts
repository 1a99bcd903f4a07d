import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { type Outputs, server } from "../../../client/server.ts";
import { docsKey } from "../api.ts";

export type History = Outputs["documents"]["versions"];
export type DocumentVersion = History["versions"][number];
export type ComparedBlock = Outputs["documents"]["compare"]["blocks"][number];

const key = [...docsKey, "history"] as const;

export const historyQuery = (id: string) =>
  queryOptions({ queryKey: [...key, id], queryFn: () => server.documents.versions.query({ id }), staleTime: 0 });

/** What a text said in one of its versions; it never changes. */
export const versionQuery = (id: string, versionId: string) =>
  queryOptions({
    queryKey: [...key, id, "version", versionId],
    queryFn: () => server.documents.version.query({ id, versionId }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  });

/** What became of it until another version, or until now with null. */
export const comparisonQuery = (id: string, from: string, to: string | null) =>
  queryOptions({
    queryKey: [...key, id, "compare", from, to],
    queryFn: () => server.documents.compare.query({ id, from, to }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export const historyServer = {
  name: (input: { id: string; name: string }) => server.documents.nameVersion.mutate(input),
  rename: (input: { id: string; versionId: string; name: string }) => server.documents.renameVersion.mutate(input),
  restore: (input: { id: string; versionId: string }) => server.documents.restoreVersion.mutate(input),
};

export const refreshHistory = (queryClient: QueryClient, id: string): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: [...key, id], exact: true });
