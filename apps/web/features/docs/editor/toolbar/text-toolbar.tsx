import { IconButton, Popover } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import {
  Bold,
  Ellipsis,
  FileCog,
  IndentDecrease,
  IndentIncrease,
  Italic,
  Link,
  List,
  ListChecks,
  ListOrdered,
  Printer,
  Redo2,
  RemoveFormatting,
  Search,
  Strikethrough,
  Subscript,
  Superscript,
  Underline,
  Undo2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { useIsNarrow } from "../../../../client/media.ts";
import { openFind } from "../find/find-plugin.ts";
import { clearLooks } from "../clear-looks.ts";
import { indentBy } from "../indent.ts";
import { showLayer } from "../layers/layer.ts";
import { useEditorWords } from "../words.ts";
import { useFoldOf } from "./fold.ts";
import { Tool, ToolRule } from "./tool.tsx";
import { AlignTool, BlockTool, HighlightTool, InsertTool, StyleTool, TextColourTool } from "./tools.tsx";

const [toolPx, touchPx, rulePx, gapPx] = [32, 44, 13, 2];

interface Placed {
  id: string;
  width: number;
  tool: ReactNode;
}

export interface TextToolbarProps {
  editor: Editor;
  /** What stands at the end of the line, such as how one writes. */
  end?: ReactNode;
}

/** All that a text can be given, in one line; what does not fit waits behind a button. */
export function TextToolbar({ editor, end }: TextToolbarProps) {
  const t = useTranslations("docs.tools");
  const line = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow();
  const all = useTools(editor, isNarrow ? touchPx : toolPx);
  const tools = isNarrow ? narrowly(all) : all;
  const morePx = (isNarrow ? touchPx : toolPx) + gapPx;
  const count = useFoldOf(
    line,
    tools.map(({ width }) => width + gapPx),
    morePx,
  );
  const folded = tools.slice(count).filter(({ id }) => !id.startsWith("rule"));
  const [isMore, setIsMore] = useState(false);
  return (
    <div className="flex h-11 shrink-0 items-center gap-2 border-b bg-bg px-4 max-md:px-1">
      <div
        ref={line}
        role="toolbar"
        aria-label={t("title")}
        onKeyDown={goByArrows}
        className="flex min-w-0 flex-1 items-center gap-0.5 overflow-hidden p-0.5"
      >
        {tools.slice(0, count).map(({ id, tool }) => (
          <span key={id} className="contents">
            {tool}
          </span>
        ))}
        {folded.length > 0 ? (
          <Popover
            label={t("more")}
            align="end"
            isOpen={isMore}
            onOpenChange={setIsMore}
            trigger={
              <IconButton label={t("more")}>
                <Ellipsis aria-hidden="true" />
              </IconButton>
            }
          >
            <div role="toolbar" aria-label={t("more")} className="flex max-w-72 flex-wrap items-center gap-0.5 p-1.5">
              {folded.map(({ id, tool }) => (
                <span key={id} className="contents" onClick={() => opening.has(id) && setIsMore(false)}>
                  {tool}
                </span>
              ))}
            </div>
          </Popover>
        ) : null}
      </div>
      {end}
    </div>
  );
}

/** They open something else, which this would lie over. */
const opening = new Set(["link", "find", "page", "print"]);

const firstOnNarrow = ["undo", "style", "bold", "italic", "insert", "taskList"];

/** What a hand needs most comes first where there is little room. */
function narrowly(tools: readonly Placed[]): Placed[] {
  const first = firstOnNarrow.flatMap((id) => tools.filter((one) => one.id === id));
  return [...first, ...tools.filter((one) => !first.includes(one) && !one.id.startsWith("rule"))];
}

/** Arrows go from tool to tool, beside Tab. */
function goByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  const { target, currentTarget } = event;
  if (step === 0 || !(target instanceof HTMLButtonElement) || !currentTarget.contains(target)) return;
  const buttons = [...currentTarget.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")];
  const at = buttons.indexOf(target);
  if (at < 0) return;
  event.preventDefault();
  const isRightToLeft = getComputedStyle(currentTarget).direction === "rtl";
  buttons.at((at + (isRightToLeft ? -step : step)) % buttons.length)?.focus();
}

function useTools(editor: Editor, px: number): Placed[] {
  const t = useTranslations("docs.tools");
  const tWriting = useTranslations("writing.tools");
  const words = useEditorWords();
  const now = useEditorState({
    editor,
    selector: ({ editor: at }) => ({
      bold: at.isActive("bold"),
      italic: at.isActive("italic"),
      underline: at.isActive("underline"),
      strike: at.isActive("strike"),
      superscript: at.isActive("superscript"),
      subscript: at.isActive("subscript"),
      link: at.isActive("link"),
      bulletList: at.isActive("bulletList"),
      orderedList: at.isActive("orderedList"),
      taskList: at.isActive("taskList"),
      canUndo: at.can().undo(),
      canRedo: at.can().redo(),
    }),
  });
  const run = () => editor.chain().focus();
  const tool = (
    id: string,
    label: string,
    Icon: typeof Bold,
    more: { keys?: string; isOn?: boolean; isDisabled?: boolean; isTurned?: boolean; onPress: () => unknown },
  ): Placed => ({
    id,
    width: px,
    tool: (
      <Tool
        label={label}
        icon={<Icon aria-hidden="true" className={more.isTurned ? "rtl:-scale-x-100" : undefined} />}
        {...(more.keys === undefined ? {} : { keys: more.keys })}
        {...(more.isOn === undefined ? {} : { isOn: more.isOn })}
        {...(more.isDisabled === undefined ? {} : { isDisabled: more.isDisabled })}
        onPress={() => void more.onPress()}
      />
    ),
  });
  const rule = (at: number): Placed => ({ id: `rule ${at}`, width: rulePx, tool: <ToolRule /> });
  return [
    tool("undo", t("undo"), Undo2, {
      keys: "Ctrl+Z",
      isDisabled: !now.canUndo,
      isTurned: true,
      onPress: () => run().undo().run(),
    }),
    tool("redo", t("redo"), Redo2, {
      keys: "Ctrl+Y",
      isDisabled: !now.canRedo,
      isTurned: true,
      onPress: () => run().redo().run(),
    }),
    rule(1),
    { id: "style", width: px === touchPx ? 112 : 128, tool: <StyleTool editor={editor} /> },
    rule(2),
    tool("bold", t("bold"), Bold, { keys: "Ctrl+B", isOn: now.bold, onPress: () => run().toggleBold().run() }),
    tool("italic", t("italic"), Italic, {
      keys: "Ctrl+I",
      isOn: now.italic,
      onPress: () => run().toggleItalic().run(),
    }),
    tool("underline", t("underline"), Underline, {
      keys: "Ctrl+U",
      isOn: now.underline,
      onPress: () => run().toggleUnderline().run(),
    }),
    { id: "colour", width: px, tool: <TextColourTool editor={editor} /> },
    { id: "highlight", width: px, tool: <HighlightTool editor={editor} /> },
    tool("link", words("link.title"), Link, {
      keys: "Ctrl+K",
      isOn: now.link,
      onPress: () => showLayer(editor, { kind: "link" }),
    }),
    rule(3),
    tool("bulletList", t("bulletList"), List, {
      keys: "Ctrl+Shift+8",
      isOn: now.bulletList,
      onPress: () => run().toggleBulletList().run(),
    }),
    tool("orderedList", t("orderedList"), ListOrdered, {
      keys: "Ctrl+Shift+7",
      isOn: now.orderedList,
      onPress: () => run().toggleOrderedList().run(),
    }),
    tool("taskList", t("taskList"), ListChecks, {
      keys: "Ctrl+Shift+9",
      isOn: now.taskList,
      onPress: () => run().toggleTaskList().run(),
    }),
    { id: "align", width: px, tool: <AlignTool editor={editor} /> },
    rule(4),
    { id: "insert", width: px === touchPx ? touchPx : 96, tool: <InsertTool editor={editor} /> },
    rule(5),
    tool("find", words("find.title"), Search, {
      keys: "Ctrl+F",
      onPress: () => openFind(editor, { isReplacing: false }),
    }),
    tool("strike", tWriting("strike"), Strikethrough, {
      keys: "Ctrl+Shift+S",
      isOn: now.strike,
      onPress: () => run().toggleStrike().run(),
    }),
    tool("outdent", tWriting("outdent"), IndentDecrease, {
      keys: "Shift+Tab",
      isTurned: true,
      onPress: () => indentBy(editor, -1),
    }),
    tool("indent", tWriting("indent"), IndentIncrease, {
      keys: "Tab",
      isTurned: true,
      onPress: () => indentBy(editor, 1),
    }),
    tool("clear", tWriting("clear"), RemoveFormatting, {
      keys: "Ctrl+\\",
      onPress: () => clearLooks(run()),
    }),
    tool("superscript", t("superscript"), Superscript, {
      keys: "Ctrl+.",
      isOn: now.superscript,
      onPress: () => run().toggleSuperscript().run(),
    }),
    tool("subscript", t("subscript"), Subscript, {
      keys: "Ctrl+,",
      isOn: now.subscript,
      onPress: () => run().toggleSubscript().run(),
    }),
    { id: "block", width: px, tool: <BlockTool editor={editor} /> },
    tool("page", words("page.title"), FileCog, { onPress: () => showLayer(editor, { kind: "page" }) }),
    tool("print", words("page.print"), Printer, { keys: "Ctrl+P", onPress: () => window.print() }),
  ];
}
