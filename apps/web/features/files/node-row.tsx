import { Checkbox, type MenuEntry } from "@carbyne/ui";
import { clsx } from "clsx";
import { useFormatter, useTranslations } from "next-intl";
import { type DragEvent, memo, useState } from "react";
import { useDates } from "../../client/dates.ts";
import { useSizes } from "../../client/sizes.ts";
import type { FileNode } from "./api.ts";
import { NodeMarks, NodeMenu } from "./node-marks.tsx";
import { NodePicture } from "./node-picture.tsx";
import { nodeLink } from "./node-link.ts";

export interface NodeRowProps {
  node: FileNode;
  line: number;
  isCursor: boolean;
  isSelected: boolean;
  isSelecting: boolean;
  /** Something that is dragged would go in here. */
  isTarget: boolean;
  /** In the trash the time of its going is what counts. */
  isTrash: boolean;
  /** What in the file is looked for. */
  excerpt: string | undefined;
  entries: (node: FileNode) => MenuEntry[];
  onOpen: (node: FileNode) => void;
  onPress: (node: FileNode, line: number, how: "toggle" | "extend" | "stand") => void;
  onDragStart: (event: DragEvent, node: FileNode) => void;
}

const most = 1000;

/** The columns of a line and of the heads above them. */
export const columns =
  "grid grid-cols-[16px_32px_minmax(0,1fr)_150px_110px_90px_32px] items-center gap-x-3 ps-4 pe-2 max-lg:grid-cols-[16px_32px_minmax(0,1fr)_110px_90px_32px] max-md:grid-cols-[40px_minmax(0,1fr)_44px] max-md:ps-3 max-md:pe-1";

/** One entry of a list. */
export const NodeRow = memo(function NodeRow(props: NodeRowProps) {
  const { node, line, isCursor, isSelected, isSelecting, isTarget, isTrash } = props;
  const t = useTranslations("files");
  const dates = useDates();
  const sizes = useSizes();
  const format = useFormatter();
  const [isNear, setIsNear] = useState(false);
  const count = node.childCount ?? 0;
  const size =
    node.kind === "file"
      ? sizes(node.sizeBytes)
      : count >= most
        ? t("itemsMore", { count: format.number(most) })
        : t("items", { count });
  const when = isTrash && node.deletedAt !== null ? node.deletedAt : node.updatedAt;
  // A name that is cut keeps its ending.
  const ending = node.kind === "file" ? (/[^.](\.[^.\s]{1,8})$/u.exec(node.name)?.[1] ?? "") : "";
  const stem = node.name.slice(0, node.name.length - ending.length);
  const who = node.grantId === null ? (node.editor?.name ?? "") : (node.owner?.name ?? "");
  return (
    <div
      data-row={node.id}
      data-kind={node.kind}
      draggable={!isTrash}
      onDragStart={(event) => props.onDragStart(event, node)}
      onPointerEnter={() => setIsNear(true)}
      onPointerLeave={() => setIsNear(false)}
      className={clsx(
        columns,
        "relative h-full border-b transition-colors select-none",
        isTarget
          ? "bg-accent-soft outline-2 -outline-offset-2 outline-focus"
          : isSelected
            ? "bg-selection"
            : "hover:bg-hover has-[a:focus-visible]:bg-hover",
        isCursor &&
          "before:absolute before:inset-y-0 before:start-0 before:w-0.5 before:bg-accent max-md:before:hidden",
      )}
    >
      <Checkbox
        checked={isSelected}
        label={t("select", { name: node.name })}
        tabIndex={-1}
        onChange={() => props.onPress(node, line, "toggle")}
        className={clsx("max-md:hidden", !(isSelected || isSelecting || isNear || isCursor) && "opacity-0")}
      />
      <button
        type="button"
        tabIndex={-1}
        aria-label={t("select", { name: node.name })}
        aria-pressed={isSelected}
        className="grid place-items-center max-md:size-10"
        onClick={() => props.onPress(node, line, "toggle")}
      >
        <NodePicture node={node} {...(isSelected ? { className: "max-md:outline-2 max-md:outline-focus" } : {})} />
      </button>
      <span className="min-w-0">
        <span className="flex min-w-0 items-center gap-1.5">
          <a
            {...nodeLink(props)}
            tabIndex={isCursor ? 0 : -1}
            dir="auto"
            title={node.name}
            className="flex min-w-0 text-14 font-medium focus-visible:outline-none after:absolute after:inset-y-0 after:start-14 after:end-12"
          >
            <span className="truncate whitespace-pre">{stem}</span>
            {ending === "" ? null : <span className="shrink-0">{ending}</span>}
          </a>
          <NodeMarks node={node} />
        </span>
        {props.excerpt === undefined ? null : (
          <span dir="auto" title={props.excerpt} className="block truncate text-12 text-muted">
            {props.excerpt}
          </span>
        )}
        <span className="block truncate text-12 text-muted md:hidden">
          {dates.brief(when)} · {size}
        </span>
      </span>
      <span className="truncate text-13 text-muted max-lg:hidden">{who}</span>
      <time dateTime={when} title={dates.full(when)} className="text-13 text-muted tabular-nums max-md:hidden">
        {dates.brief(when)}
      </time>
      <span className="text-end text-13 text-muted tabular-nums max-md:hidden">{size}</span>
      <NodeMenu node={node} entries={props.entries(node)} />
    </div>
  );
});
