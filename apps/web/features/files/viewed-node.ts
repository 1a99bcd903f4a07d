import { previewAt, type Viewed } from "../preview/viewed.ts";
import { contentHref } from "./api.ts";

interface Shown {
  id: string;
  name: string;
  mime: string;
  sizeBytes: number;
}

/** A file, or one of its versions, as what is shown in large. */
export function viewedNode({ id, name, mime, sizeBytes }: Shown, versionId?: string): Viewed {
  const version = versionId === undefined ? {} : { versionId };
  return {
    id: versionId ?? id,
    name,
    type: mime,
    sizeBytes,
    contentHref: contentHref(id, version),
    downloadHref: contentHref(id, { ...version, isDownload: true }),
    previewHref: previewAt(`/files/${id}`, versionId === undefined ? {} : { version: versionId }),
    source: { nodeId: id, ...version },
  };
}
