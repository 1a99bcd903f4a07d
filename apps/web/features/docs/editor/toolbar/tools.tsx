import { IconButton, Menu, Popover } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import {
  AlignCenter,
  AlignJustify,
  AlignLeft,
  AlignRight,
  Baseline,
  ChevronDown,
  GripVertical,
  Highlighter,
  Plus,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { backgrounds, textColours } from "../../../mail/composer/editor/mail-styles.ts";
import { Palette, type PaletteProps } from "../../../mail/composer/editor/toolbar/colour-menus.tsx";
import { blockEntries } from "../blocks/block-entries.tsx";
import { insert, type InsertionId, insertions } from "../insertions/insertions.ts";
import { useEditorWords } from "../words.ts";

const styles = ["paragraph", "h1", "h2", "h3", "h4", "blockquote", "codeBlock"] as const;
type Style = (typeof styles)[number];
const levels = { h1: 1, h2: 2, h3: 3, h4: 4 } as const;
const headings = ["h1", "h2", "h3", "h4"] as const;

function styleOf(editor: Editor): Style {
  if (editor.isActive("codeBlock")) return "codeBlock";
  const heading = headings.find((style) => editor.isActive("heading", { level: levels[style] }));
  return heading ?? (editor.isActive("blockquote") ? "blockquote" : "paragraph");
}

function setStyle(editor: Editor, style: Style): void {
  if (style === "codeBlock") editor.chain().focus().setCodeBlock().run();
  else if (style === "blockquote") editor.chain().focus().setParagraph().setBlockquote().run();
  else {
    if (editor.isActive("blockquote")) editor.chain().unsetBlockquote().run();
    const chain = editor.chain().focus();
    (style === "paragraph" ? chain.setParagraph() : chain.setHeading({ level: levels[style] })).run();
  }
}

/** What kind of block one writes in. */
export function StyleTool({ editor }: { editor: Editor }) {
  const t = useTranslations("docs.tools");
  const style = useEditorState({ editor, selector: ({ editor: now }) => styleOf(now) });
  return (
    <Menu
      align="start"
      keepFocus
      trigger={
        <button
          type="button"
          aria-label={`${t("style")}: ${t(`styles.${style}`)}`}
          className="flex h-8 w-32 shrink-0 items-center gap-2 rounded-1 border border-strong bg-surface px-2.5 text-13 hover:border-faint max-md:h-11 max-md:w-28"
        >
          <span className="min-w-0 flex-1 truncate text-start">{t(`styles.${style}`)}</span>
          <ChevronDown size={16} aria-hidden="true" className="text-faint" />
        </button>
      }
      entries={styles.map((one) => ({
        label: t(`styles.${one}`),
        isChecked: one === style,
        onSelect: () => setStyle(editor, one),
      }))}
    />
  );
}

const sides = ["left", "center", "right", "justify"] as const;
const sideIcons = { left: AlignLeft, center: AlignCenter, right: AlignRight, justify: AlignJustify };

/** At which side the text stands. */
export function AlignTool({ editor }: { editor: Editor }) {
  const words = useEditorWords();
  const side = useEditorState({
    editor,
    selector: ({ editor: now }) => sides.find((one) => now.isActive({ textAlign: one })) ?? null,
  });
  const Icon = sideIcons[side ?? "left"];
  return (
    <Menu
      align="start"
      keepFocus
      trigger={
        <IconButton label={words("align.title")} className="max-md:size-11">
          <Icon aria-hidden="true" />
        </IconButton>
      }
      entries={sides.map((one) => {
        const One = sideIcons[one];
        return {
          label: words(`align.${one}`),
          icon: <One />,
          isChecked: side === one,
          onSelect: () => editor.chain().focus().toggleTextAlign(one).run(),
        };
      })}
    />
  );
}

/** Everything that can be put into the text. */
export function InsertTool({ editor }: { editor: Editor }) {
  const words = useEditorWords();
  const entry = (id: InsertionId) => {
    const found = insertions.find((one) => one.id === id);
    if (!found) return [];
    const { icon: Icon, typed } = found;
    const keys = typed?.startsWith("Ctrl+") === true ? typed : undefined;
    return [{ label: words(`insert.${id}`), icon: <Icon />, keys, onSelect: () => insert(editor, found) }];
  };
  return (
    <Menu
      align="start"
      keepFocus
      trigger={
        <button
          type="button"
          className="flex h-8 shrink-0 items-center gap-1.5 rounded-1 px-2 text-13 font-medium text-muted hover:bg-hover hover:text-text data-[state=open]:bg-hover max-md:size-11 max-md:justify-center"
        >
          <Plus size={18} aria-hidden="true" />
          <span className="max-md:sr-only">{words("insertTitle")}</span>
          <ChevronDown size={14} aria-hidden="true" className="max-md:hidden" />
        </button>
      }
      entries={[
        ...(["table", "picture", "fromFiles", "callout", "columns2", "columns3"] as const).flatMap(entry),
        "separator",
        ...(["quote", "codeBlock", "formula", "formulaBlock", "footnote"] as const).flatMap(entry),
        "separator",
        ...(["mention", "rule", "pageBreak"] as const).flatMap(entry),
      ]}
    />
  );
}

/** What can be done with the blocks of the selection. */
export function BlockTool({ editor }: { editor: Editor }) {
  const words = useEditorWords();
  return (
    <Menu
      align="start"
      keepFocus
      trigger={
        <IconButton label={words("block.title")} className="max-md:size-11">
          <GripVertical aria-hidden="true" />
        </IconButton>
      }
      entries={blockEntries(editor, words)}
    />
  );
}

function ColourTool({
  label,
  icon,
  palette,
}: {
  label: string;
  icon: ReactNode;
  palette: Omit<PaletteProps, "label">;
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      label={label}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <IconButton label={label} className="max-md:size-11">
          {icon}
        </IconButton>
      }
    >
      <Palette
        {...palette}
        label={label}
        onChoose={(value) => {
          setIsOpen(false);
          palette.onChoose(value);
        }}
      />
    </Popover>
  );
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** The colour of the text. */
export function TextColourTool({ editor }: { editor: Editor }) {
  const t = useTranslations("writing.colours");
  const current = useEditorState({
    editor,
    selector: ({ editor: now }) => text(now.getAttributes("textStyle")["color"]),
  });
  return (
    <ColourTool
      label={t("text")}
      icon={
        <span className="grid justify-items-center">
          <Baseline aria-hidden="true" style={current === null ? undefined : { color: current }} />
        </span>
      }
      palette={{
        colours: textColours,
        current,
        noneLabel: t("none"),
        onChoose: (value) => {
          const chain = editor.chain().focus();
          (value === null ? chain.unsetColor() : chain.setColor(value)).run();
        },
      }}
    />
  );
}

/** The colour behind the text. */
export function HighlightTool({ editor }: { editor: Editor }) {
  const t = useTranslations("writing.colours");
  const current = useEditorState({
    editor,
    selector: ({ editor: now }) => text(now.getAttributes("highlight")["color"]),
  });
  return (
    <ColourTool
      label={t("background")}
      icon={<Highlighter aria-hidden="true" />}
      palette={{
        colours: backgrounds,
        current,
        noneLabel: t("noBackground"),
        onChoose: (value) => {
          const chain = editor.chain().focus();
          (value === null ? chain.unsetHighlight() : chain.setHighlight({ color: value })).run();
        },
      }}
    />
  );
}
