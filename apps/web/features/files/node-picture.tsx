import { clsx } from "clsx";
import { shownAs } from "../preview/shown-as.ts";
import { Thumbnail } from "../preview/thumbnail.tsx";
import { contentHref, type FileNode } from "./api.ts";
import { FileIcon } from "./file-icon.tsx";

/** The kinds that a browser draws and that cannot run anything, as small as is worth sending whole. */
const drawn = /^image\/(?:png|jpeg|gif|webp|avif|bmp)$/;
const smallBytes = 300_000;

/** Where a browser finds what it can draw itself; null when it had better not. */
export function drawnByBrowser(node: FileNode): string | null {
  return drawn.test(node.mime) && node.sizeBytes <= smallBytes ? contentHref(node.id) : null;
}

/**
 * What an entry of a list looks like, or the sign of what it is until then and where there is no picture. Pages of office files are too dear to be made for
 * everybody who only passes by.
 */
export function NodePicture({ node, className }: { node: FileNode; className?: string }) {
  const as = node.kind === "file" ? shownAs({ name: node.name, type: node.mime, sizeBytes: node.sizeBytes }) : null;
  const isShown = as === "picture" || as === "film" || node.mime === "application/pdf";
  return (
    <span className={clsx("size-8 shrink-0 overflow-hidden rounded-1", className)}>
      <Thumbnail
        url={isShown && as !== null ? `/files/${node.id}` : null}
        instead={drawnByBrowser(node)}
        isPage={as === "pages"}
        isInList
      >
        <FileIcon node={node} className="size-8!" />
      </Thumbnail>
    </span>
  );
}
