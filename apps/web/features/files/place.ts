import { useMemo } from "react";
import { useAddress } from "../../client/place.ts";
import { docHref, isDocument } from "../docs/place.ts";

export const sorts = ["name", "changed", "size", "type"] as const;
export type FilesSort = (typeof sorts)[number];
export const views = ["recent", "starred", "shared", "given", "trash"] as const;
export type FilesView = (typeof views)[number];

/** Where in files we are, as the address says it; the folder without an id is home. */
export type FilesPlace =
  | { kind: "folder"; id: string | null; sort: FilesSort; direction: "asc" | "desc" }
  | {
      kind: "view";
      view: FilesView;
      /** Of the trash: that of a team folder. */
      teamId?: string;
    }
  | { kind: "search"; text: string }
  | { kind: "uploads" };

/** Names begin at A; what is new or large comes first. */
export const naturalDirection = { name: "asc", changed: "desc", size: "desc", type: "asc" } as const;

type Look = Pick<Extract<FilesPlace, { kind: "folder" }>, "sort" | "direction">;
const plain: Look = { sort: "name", direction: "asc" };

/** The address of a folder. */
export function folderHref(id: string | null, { sort, direction }: Look = plain): string {
  const query = new URLSearchParams({
    ...(sort === "name" ? {} : { sort }),
    ...(direction === naturalDirection[sort] ? {} : { direction }),
  }).toString();
  return `/files${id === null ? "" : `/${encodeURIComponent(id)}`}${query === "" ? "" : `?${query}`}`;
}

/** The address of a file that is open: a document's own page, and for all else the folder where it lies. */
export function fileHref({ id, parentId, mime }: { id: string; parentId: string | null; mime: string }): string {
  if (isDocument({ mime })) return docHref(id);
  return `${folderHref(parentId)}?open=${encodeURIComponent(id)}`;
}

/** The address of what is recent, starred, shared or in the trash. */
export const viewHref = (view: FilesView): string => `/files/${view}`;

/** The address of what is in the trash of a team folder. */
export const teamTrashHref = (teamId: string): string => `/files/trash?team=${encodeURIComponent(teamId)}`;

export const uploadsHref = "/files/uploads";

export const filesSearchHref = (text: string): string => `/files/search?q=${encodeURIComponent(text)}`;

/** Reads an address of files. */
export function parseFilesPlace(pathname: string, query: URLSearchParams): FilesPlace {
  const [, , name = ""] = pathname.split("/");
  const view = views.find((known) => known === name);
  const teamId = query.get("team");
  if (view) return { kind: "view", view, ...(view === "trash" && teamId ? { teamId } : {}) };
  if (name === "uploads") return { kind: "uploads" };
  if (name === "search") return { kind: "search", text: query.get("q") ?? "" };
  const sort = sorts.find((known) => known === query.get("sort")) ?? "name";
  const wanted = query.get("direction");
  const direction = wanted === "asc" || wanted === "desc" ? wanted : naturalDirection[sort];
  return { kind: "folder", id: name === "" ? null : name, sort, direction };
}

/** The list of a place by a name of its own. */
export function listName(place: FilesPlace): string {
  switch (place.kind) {
    case "folder":
      return `folder ${place.id ?? "home"} ${place.sort} ${place.direction}`;
    case "view":
      return place.teamId === undefined ? place.view : `${place.view} ${place.teamId}`;
    case "search":
      return `search ${place.text}`;
    case "uploads":
      return place.kind;
  }
}

/** Where we are, kept true to the address bar. */
export function useFilesPlace(): FilesPlace {
  const address = useAddress();
  return useMemo(() => {
    const { pathname, searchParams } = new URL(address, "https://here.invalid");
    return parseFilesPlace(pathname, searchParams);
  }, [address]);
}
