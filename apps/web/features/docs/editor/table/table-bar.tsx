import { IconButton, Menu } from "@carbyne/ui";
import type { ChainedCommands, Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import {
  BetweenHorizontalEnd,
  BetweenHorizontalStart,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  Ellipsis,
  PanelLeft,
  PanelTop,
  TableCellsMerge,
  TableCellsSplit,
  Trash2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useEditorWords } from "../words.ts";
import { AlignTool } from "../toolbar/tools.tsx";

/** What can be done with the table that the caret is in. */
export function TableTools({ editor }: { editor: Editor }) {
  const t = useTranslations("writing.table");
  const words = useEditorWords();
  const now = useEditorState({
    editor,
    selector: ({ editor: at }) => ({ canMerge: at.can().mergeCells(), canSplit: at.can().splitCell() }),
  });
  const run = (act: (chain: ChainedCommands) => ChainedCommands) => () => void act(editor.chain().focus()).run();
  const verb = (
    label: string,
    Icon: typeof Trash2,
    act: (chain: ChainedCommands) => ChainedCommands,
    isTurned = false,
  ) => (
    <IconButton label={label} side="top" size="small" onClick={run(act)} className="max-md:size-11">
      <Icon aria-hidden="true" className={isTurned ? "rtl:-scale-x-100" : undefined} />
    </IconButton>
  );
  return (
    <>
      {verb(t("rowAbove"), BetweenHorizontalStart, (chain) => chain.addRowBefore())}
      {verb(t("rowBelow"), BetweenHorizontalEnd, (chain) => chain.addRowAfter())}
      {verb(t("columnBefore"), BetweenVerticalStart, (chain) => chain.addColumnBefore(), true)}
      {verb(t("columnAfter"), BetweenVerticalEnd, (chain) => chain.addColumnAfter(), true)}
      {now.canMerge ? verb(t("merge"), TableCellsMerge, (chain) => chain.mergeCells()) : null}
      {now.canSplit ? verb(t("split"), TableCellsSplit, (chain) => chain.splitCell()) : null}
      <AlignTool editor={editor} />
      <Menu
        align="end"
        keepFocus
        trigger={
          <IconButton label={words("table.more")} side="top" size="small" className="max-md:size-11">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        entries={[
          { label: t("headerRow"), icon: <PanelTop />, onSelect: run((chain) => chain.toggleHeaderRow()) },
          {
            label: words("table.headerColumn"),
            icon: <PanelLeft />,
            onSelect: run((chain) => chain.toggleHeaderColumn()),
          },
          {
            label: t("merge"),
            icon: <TableCellsMerge />,
            isDisabled: !now.canMerge,
            onSelect: run((chain) => chain.mergeCells()),
          },
          {
            label: t("split"),
            icon: <TableCellsSplit />,
            isDisabled: !now.canSplit,
            onSelect: run((chain) => chain.splitCell()),
          },
          "separator",
          { label: t("deleteRow"), onSelect: run((chain) => chain.deleteRow()) },
          { label: t("deleteColumn"), onSelect: run((chain) => chain.deleteColumn()) },
          { label: t("delete"), icon: <Trash2 />, isDanger: true, onSelect: run((chain) => chain.deleteTable()) },
        ]}
      />
    </>
  );
}
