import { Checkbox, type MenuEntry } from "@carbyne/ui";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { type DragEvent, memo, useState } from "react";
import { shownAs } from "../preview/shown-as.ts";
import { Thumbnail } from "../preview/thumbnail.tsx";
import type { FileNode } from "./api.ts";
import { drawnByBrowser } from "./node-picture.tsx";
import { FileIcon } from "./file-icon.tsx";
import { NodeMarks, NodeMenu } from "./node-marks.tsx";
import { nodeLink } from "./node-link.ts";

export interface NodeTileProps {
  node: FileNode;
  line: number;
  isCursor: boolean;
  isSelected: boolean;
  isSelecting: boolean;
  isTarget: boolean;
  isTrash: boolean;
  entries: (node: FileNode) => MenuEntry[];
  onOpen: (node: FileNode) => void;
  onPress: (node: FileNode, line: number, how: "toggle" | "extend" | "stand") => void;
  onDragStart: (event: DragEvent, node: FileNode) => void;
}

/** One entry as a picture of itself, with its name below. */
export const NodeTile = memo(function NodeTile(props: NodeTileProps) {
  const { node, line, isCursor, isSelected, isSelecting, isTarget, isTrash } = props;
  const t = useTranslations("files");
  const [isNear, setIsNear] = useState(false);
  const as = node.kind === "file" ? shownAs({ name: node.name, type: node.mime, sizeBytes: node.sizeBytes }) : null;
  return (
    <div
      data-row={node.id}
      data-kind={node.kind}
      draggable={!isTrash}
      onDragStart={(event) => props.onDragStart(event, node)}
      onPointerEnter={() => setIsNear(true)}
      onPointerLeave={() => setIsNear(false)}
      className={clsx(
        "relative flex h-full min-w-0 flex-col overflow-hidden rounded-2 border bg-surface transition-colors select-none",
        isTarget
          ? "bg-accent-soft outline-2 outline-focus"
          : isSelected
            ? "border-accent bg-selection"
            : "hover:bg-hover has-[a:focus-visible]:bg-hover",
        isCursor && "has-[a:focus]:outline-2 has-[a:focus]:outline-accent max-md:outline-none",
      )}
    >
      <span className="grid min-h-0 flex-1 place-items-center overflow-hidden bg-sunken">
        <Thumbnail
          url={as === null ? null : `/files/${node.id}`}
          instead={drawnByBrowser(node)}
          isPage={as === "pages"}
        >
          <FileIcon node={node} className="size-14! rounded-2! [&_svg]:size-7!" />
        </Thumbnail>
      </span>
      <span className="flex h-11 shrink-0 items-center gap-2 border-t ps-3 pe-1">
        <FileIcon node={node} className="size-6! max-md:hidden! [&_svg]:size-3.5!" />
        <a
          {...nodeLink(props)}
          tabIndex={isCursor ? 0 : -1}
          dir="auto"
          title={node.name}
          className="min-w-0 flex-1 truncate text-13 font-medium after:absolute after:inset-0 focus-visible:outline-none"
        >
          {node.name}
        </a>
        <NodeMarks node={node} />
        <NodeMenu node={node} entries={props.entries(node)} />
      </span>
      <span
        className={clsx(
          "absolute start-2 top-2 z-[1] grid size-6 place-items-center rounded-1 bg-surface max-md:hidden",
          !(isSelected || isSelecting || isNear) && "opacity-0",
        )}
      >
        <Checkbox
          checked={isSelected}
          label={t("select", { name: node.name })}
          tabIndex={-1}
          onChange={() => props.onPress(node, line, "toggle")}
        />
      </span>
    </div>
  );
});
