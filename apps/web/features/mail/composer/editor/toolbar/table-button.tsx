import { IconButton, Menu, Popover } from "@carbyne/ui";
import { type Editor, useEditorState } from "@tiptap/react";
import { clsx } from "clsx";
import { Table } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { backgrounds } from "../mail-styles.ts";

const most = { rows: 8, cols: 8 };

/** Makes a table of a size that is shown while it is chosen; in a table, what can be done with it. */
export function TableButton({ editor }: { editor: Editor }) {
  const isInside = useEditorState({ editor, selector: ({ editor: now }) => now.isActive("table") });
  return isInside ? <TableMenu editor={editor} /> : <TableMaker editor={editor} />;
}

function TableMaker({ editor }: { editor: Editor }) {
  const t = useTranslations("writing.table");
  const [isOpen, setIsOpen] = useState(false);
  const [size, setSize] = useState({ rows: 3, cols: 3 });

  const make = () => {
    setIsOpen(false);
    editor
      .chain()
      .focus()
      .insertTable({ ...size, withHeaderRow: true })
      .run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { rows, cols } = size;
    const next: Record<string, { rows: number; cols: number }> = {
      ArrowDown: { rows: rows + 1, cols },
      ArrowUp: { rows: rows - 1, cols },
      ArrowRight: { rows, cols: cols + 1 },
      ArrowLeft: { rows, cols: cols - 1 },
    };
    const wanted = next[event.key];
    if (!wanted) return;
    event.preventDefault();
    setSize({
      rows: Math.min(most.rows, Math.max(1, wanted.rows)),
      cols: Math.min(most.cols, Math.max(1, wanted.cols)),
    });
  };

  const cells = Array.from({ length: most.rows * most.cols }, (_, at) => ({
    row: Math.floor(at / most.cols) + 1,
    col: (at % most.cols) + 1,
  }));
  return (
    <Popover
      label={t("insert")}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <IconButton label={t("insert")} side="top" size="small" className="max-md:size-11">
          <Table aria-hidden="true" />
        </IconButton>
      }
    >
      <button
        type="button"
        // The size is in its name, which a screen reader says anew while it is chosen with the arrows.
        aria-label={t("size", size)}
        onClick={make}
        onKeyDown={onKeyDown}
        className="block p-3 text-center text-13 text-muted"
      >
        <span className="grid grid-cols-8 gap-0.5">
          {cells.map(({ row, col }) => (
            <span
              key={`${row}-${col}`}
              onMouseEnter={() => setSize({ rows: row, cols: col })}
              className={clsx(
                "size-5 rounded-[4px] border max-md:size-8",
                row <= size.rows && col <= size.cols ? "border-accent bg-accent-soft" : "bg-surface",
              )}
            />
          ))}
        </span>
        <span aria-hidden="true" className="mt-2 block">
          {t("size", size)}
        </span>
      </button>
    </Popover>
  );
}

function TableMenu({ editor }: { editor: Editor }) {
  const t = useTranslations("writing.table");
  const tColours = useTranslations("writing.colours");
  const run = (act: (chain: ReturnType<Editor["chain"]>) => ReturnType<Editor["chain"]>) => () =>
    void act(editor.chain().focus()).run();
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      isHeader: now.isActive("tableHeader"),
      canMerge: now.can().mergeCells(),
      canSplit: now.can().splitCell(),
    }),
  });
  return (
    <Menu
      side="top"
      align="start"
      keepFocus
      trigger={
        <IconButton label={t("title")} side="top" size="small" isOn className="max-md:size-11">
          <Table aria-hidden="true" />
        </IconButton>
      }
      entries={[
        { label: t("rowAbove"), onSelect: run((chain) => chain.addRowBefore()) },
        { label: t("rowBelow"), onSelect: run((chain) => chain.addRowAfter()) },
        { label: t("columnBefore"), onSelect: run((chain) => chain.addColumnBefore()) },
        { label: t("columnAfter"), onSelect: run((chain) => chain.addColumnAfter()) },
        "separator",
        { label: t("headerRow"), isChecked: state.isHeader, onSelect: run((chain) => chain.toggleHeaderRow()) },
        { label: t("merge"), isDisabled: !state.canMerge, onSelect: run((chain) => chain.mergeCells()) },
        { label: t("split"), isDisabled: !state.canSplit, onSelect: run((chain) => chain.splitCell()) },
        {
          label: t("colour"),
          entries: [
            {
              label: tColours("noBackground"),
              onSelect: run((chain) => chain.setCellAttribute("bgcolor", null)),
            },
            ...backgrounds.map(({ name, value }) => ({
              label: tColours(name),
              icon: <span style={{ backgroundColor: value }} className="size-4 rounded-full border" />,
              onSelect: run((chain) => chain.setCellAttribute("bgcolor", value)),
            })),
          ],
        },
        "separator",
        { label: t("deleteRow"), onSelect: run((chain) => chain.deleteRow()) },
        { label: t("deleteColumn"), onSelect: run((chain) => chain.deleteColumn()) },
        { label: t("delete"), isDanger: true, onSelect: run((chain) => chain.deleteTable()) },
      ]}
    />
  );
}
