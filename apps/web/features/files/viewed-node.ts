import { previewAt, type Viewed } from "../preview/viewed.ts";
import { contentHref, type FileNode } from "./api.ts";

interface Shown {
  id: string;
  name: string;
  mime: string;
  sizeBytes: number;
  isOwn: boolean;
  scan: FileNode["scan"];
}

/** A file, or one of its versions, as what is shown in large. */
export function viewedNode(node: Shown, versionId?: string): Viewed {
  const { id, name, mime, sizeBytes } = node;
  const version = versionId === undefined ? {} : { versionId };
  return {
    id: versionId ?? id,
    name,
    type: mime,
    sizeBytes,
    refused: refusedOf(node),
    contentHref: contentHref(id, version),
    downloadHref: contentHref(id, { ...version, isDownload: true }),
    previewHref: previewAt(`/files/${id}`, versionId === undefined ? {} : { version: versionId }),
    source: { nodeId: id, ...version },
  };
}

/** What is infected nobody gets, and what nobody looked at yet only its owner. */
function refusedOf({ name, isOwn, scan }: Shown): Viewed["refused"] {
  if (scan?.state === "infected") return { reason: "content-infected", params: { name, found: scan.found } };
  return scan?.state === "waiting" && !isOwn ? { reason: "content-unscanned", params: { name } } : undefined;
}
