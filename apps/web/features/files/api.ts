import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { type Outputs, server } from "../../client/server.ts";
import { type FilesPlace, listName } from "./place.ts";

export type FileNode = Outputs["files"]["list"]["nodes"][number];
export type Folder = Outputs["files"]["list"]["folder"];
export type Team = Outputs["teamFolders"]["list"]["teams"][number];
export type UploadRow = Outputs["files"]["uploads"][number];
export type Version = Outputs["files"]["versions"][number];
export type Activity = Outputs["files"]["activity"][number];

/** Whether one may change what something is: who looks or comments only may not. */
export const mayChange = ({ access }: Pick<FileNode, "access">): boolean => access === "write" || access === "manage";

export interface NodePage {
  /** Of a folder; null for what lies in several. */
  folder: Folder | null;
  nodes: readonly FileNode[];
  total: number;
}

export const filesKey = ["files"] as const;
const listsKey = [...filesKey, "list"] as const;
export const pageSize = 100;

async function read(place: FilesPlace, at: { offset: number; limit: number }): Promise<NodePage> {
  if (place.kind === "folder") {
    const { id, sort, direction } = place;
    return server.files.list.query({ id, sort, direction, ...at });
  }
  // What is on its way is no list of entries.
  if (place.kind === "uploads") return { folder: null, nodes: [], total: 0 };
  if (place.kind === "search")
    return { folder: null, ...(await server.files.search.query({ text: place.text, ...at })) };
  return {
    folder: null,
    ...(await server.files.view.query({
      view: place.view,
      ...(place.teamId === undefined ? {} : { teamId: place.teamId }),
      ...at,
    })),
  };
}

/** A page of a list. */
export const pageQuery = (place: FilesPlace, page: number) =>
  queryOptions({
    queryKey: [...listsKey, listName(place), page],
    queryFn: () => read(place, { offset: page * pageSize, limit: pageSize }),
    staleTime: 20_000,
    ...(page === 0 ? {} : { placeholderData: keepPreviousData }),
  });

/** A single entry, wherever it lies. */
export const nodeQuery = (id: string) =>
  queryOptions({ queryKey: [...filesKey, "node", id], queryFn: () => server.files.get.query({ id }), retry: false });
/** Where entries say what is looked for. */
export const excerptsQuery = (text: string, ids: readonly string[]) =>
  queryOptions({
    queryKey: [...filesKey, "excerpts", text, ids],
    queryFn: () => server.files.excerpts.query({ text, ids: [...ids] }),
    placeholderData: keepPreviousData,
    staleTime: 20_000,
  });
export const activityQuery = (id: string) =>
  queryOptions({ queryKey: [...filesKey, "activity", id], queryFn: () => server.files.activity.query({ id }) });
export const versionsQuery = (id: string) =>
  queryOptions({ queryKey: [...filesKey, "versions", id], queryFn: () => server.files.versions.query({ id }) });

/** What ends when entries go over to a team, or out of one. */
export const moveEffectsQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: [...filesKey, "moveEffects", ids],
    queryFn: () => server.files.moveEffects.query({ ids: [...ids] }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** One's uploads of the last day, from any window or device. */
export const uploadsQuery = queryOptions({
  queryKey: [...filesKey, "uploads"],
  queryFn: () => server.files.uploads.query(),
});

/** The team folders that one is a member of. */
export const teamsQuery = queryOptions({
  queryKey: [...filesKey, "teams"],
  queryFn: () => server.teamFolders.list.query(),
  staleTime: 20_000,
});
/** What a team folder takes and may take. */
export const teamQuery = (id: string) =>
  queryOptions({ queryKey: [...filesKey, "team", id], queryFn: () => server.teamFolders.get.query({ id }) });

/** Up to so many entries can be acted on at once. */
export const mostAtOnce = 1000;
const readAtOnce = 200;

/** The first entries of a list, as many as can be acted on, and as long as the pages are as they are wanted. */
export async function readMany(
  place: FilesPlace,
  isWanted: (page: readonly FileNode[]) => boolean = () => true,
): Promise<FileNode[]> {
  const nodes: FileNode[] = [];
  for (let offset = 0; offset < mostAtOnce; offset += readAtOnce) {
    const page = await read(place, { offset, limit: readAtOnce });
    nodes.push(...page.nodes);
    if (nodes.length >= page.total || page.nodes.length === 0 || !isWanted(page.nodes)) break;
  }
  return nodes;
}

/** A folder with the folders in it, for whoever looks for a place. */
export const foldersQuery = (id: string | null) =>
  queryOptions({
    queryKey: [...filesKey, "folders", id],
    queryFn: async () => {
      const place: FilesPlace = { kind: "folder", id, sort: "name", direction: "asc" };
      const { folder } = await read(place, { offset: 0, limit: 1 });
      const nodes = await readMany(place, (page) => page.every((node) => node.kind === "folder"));
      return { folder, folders: nodes.filter((node) => node.kind === "folder") };
    },
  });

/** Shows an act on entries at once in every list that is cached: changed, or with null taken out. */
export function patchNodes(queryClient: QueryClient, ids: readonly string[], change: Partial<FileNode> | null): void {
  const meant = new Set(ids);
  queryClient.setQueriesData<NodePage>({ queryKey: listsKey }, (page) => {
    if (!page?.nodes.some((node) => meant.has(node.id))) return page;
    const nodes = page.nodes.flatMap((node) => (!meant.has(node.id) ? [node] : change ? [{ ...node, ...change }] : []));
    return { ...page, nodes, total: page.total - (page.nodes.length - nodes.length) };
  });
}

/** Everything about files is asked for again, and how much room they take. */
export async function refreshFiles(queryClient: QueryClient): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: filesKey }),
    queryClient.invalidateQueries({ queryKey: ["storage"] }),
  ]);
}

export const filesServer = {
  createFolder: (input: { parentId: string | null; name: string }) => server.files.createFolder.mutate(input),
  rename: (input: { id: string; name: string }) => server.files.rename.mutate(input),
  describe: (input: { id: string; description: string }) => server.files.describe.mutate(input),
  star: (input: { ids: string[]; isStarred: boolean }) => server.files.star.mutate(input),
  move: (input: { ids: string[]; parentId: string; isUndo?: boolean }) => server.files.move.mutate(input),
  copy: (input: { ids: string[]; parentId: string }) => server.files.copy.mutate(input),
  trash: (ids: string[]) => server.files.trash.mutate({ ids }),
  restore: (ids: string[]) => server.files.restore.mutate({ ids }),
  remove: (ids: string[]) => server.files.remove.mutate({ ids }),
  emptyTrash: (teamId?: string) => server.files.emptyTrash.mutate(teamId === undefined ? {} : { teamId }),
  createTeam: (name: string) => server.teamFolders.create.mutate({ name }),
  renameTeam: (input: { id: string; name: string }) => server.teamFolders.rename.mutate(input),
  setTeamQuota: (input: { id: string; quotaBytes: number }) => server.teamFolders.setQuota.mutate(input),
  handOver: (input: { id: string; address: string }) => server.files.handOver.mutate(input),
  leaveShare: (id: string) => server.sharing.decline.mutate({ id }),
  takeShare: (id: string) => server.sharing.accept.mutate({ id }),
  attach: (ids: string[]) => server.files.attach.mutate({ ids }),
  saveAttachments: (input: { messageId: string; paths: string[]; parentId: string | null }) =>
    server.files.saveAttachments.mutate(input),
  changes: (since: string) => server.files.changes.query({ since }),
  taken: (input: { parentId: string | null; names: string[] }) => server.files.taken.query(input),
  completeUpload: (input: { id: string; whenTaken: "refuse" | "both" | "replace" }) =>
    server.files.completeUpload.mutate(input),
  cancelUpload: (id: string) => server.files.cancelUpload.mutate({ id }),
  restoreVersion: (input: { id: string; versionId: string }) => server.files.restoreVersion.mutate(input),
  scanAgain: (input: { id: string }) => server.files.scanAgain.mutate(input),
  keepVersion: (input: { id: string; versionId: string; isKept: boolean }) => server.files.keepVersion.mutate(input),
  removeVersion: (input: { id: string; versionId: string }) => server.files.removeVersion.mutate(input),
};

/** Where a file's bytes are, to be shown or to be kept. */
export function contentHref(
  id: string,
  { versionId, isDownload = false }: { versionId?: string; isDownload?: boolean } = {},
): string {
  const query = new URLSearchParams({
    ...(versionId ? { version: versionId } : {}),
    ...(isDownload ? { download: "1" } : {}),
  });
  return `/files/${id}/content${query.size > 0 ? `?${query.toString()}` : ""}`;
}

/** Where entries can be had to be kept: a file as it is, all else in an archive. */
export function downloadHref(nodes: readonly FileNode[]): string {
  const [first] = nodes;
  if (nodes.length === 1 && first?.kind === "file") return contentHref(first.id, { isDownload: true });
  return `/files/archive?${nodes.map((node) => `id=${node.id}`).join("&")}`;
}
