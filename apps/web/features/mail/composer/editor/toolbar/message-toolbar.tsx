import { IconButton, Popover } from "@carbyne/ui";
import { type Editor, useEditorState } from "@tiptap/react";
import { clsx } from "clsx";
import {
  Bold,
  Code,
  Ellipsis,
  IndentDecrease,
  IndentIncrease,
  Italic,
  List,
  ListOrdered,
  Minus,
  Quote,
  Redo2,
  RemoveFormatting,
  Smile,
  SquareCode,
  Strikethrough,
  Underline,
  Undo2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { EmojiPopover } from "../../../../../client/emoji/emoji-popover.tsx";
import { useTakenKeys } from "../../../../../client/keys/keymap-store.ts";
import { useIsNarrow } from "../../../../../client/media.ts";
import { LinkButton, LinkForm } from "../link-button.tsx";
import { BackgroundMenu, ColourMenu } from "./colour-menus.tsx";
import { useFold } from "./fold.ts";
import { PictureButton } from "./picture-button.tsx";
import { TableButton } from "./table-button.tsx";
import { AlignMenu, SizeMenu, StyleMenu } from "./text-menus.tsx";
import { ToolButton } from "./tool-button.tsx";

export interface MessageToolbarProps {
  editor: Editor;
  onPictures: (files: File[]) => void;
  isLinkOpen: boolean;
  onLinkOpen: (isOpen: boolean) => void;
  className?: string;
}

const toolPx = 32;
const widePx = 46;

/** Every look that a text can have, in one line; what does not fit waits behind a button. */
export function MessageToolbar({ editor, onPictures, isLinkOpen, onLinkOpen, className }: MessageToolbarProps) {
  const t = useTranslations("writing.tools");
  const line = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow();
  const tools = useTools({ editor, onPictures, isLinkOpen, onLinkOpen });
  const places = useFold(line, { count: tools.length, toolWidth: isNarrow ? widePx : toolPx });
  const folded = tools.slice(places);
  const [isMoreOpen, setIsMoreOpen] = useState(false);
  // Its key opens what it is folded into as well.
  const isLinkFolded = isLinkOpen && folded.some(({ id }) => id === "link");

  // One stop of the Tab key, arrows inside: the pattern of a toolbar.
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0 || !(event.target instanceof HTMLButtonElement)) return;
    const buttons = [...(line.current?.querySelectorAll<HTMLButtonElement>("button:not(:disabled)") ?? [])];
    const at = buttons.indexOf(event.target);
    if (at < 0) return;
    event.preventDefault();
    const isRightToLeft = line.current !== null && getComputedStyle(line.current).direction === "rtl";
    buttons.at((at + (isRightToLeft ? -step : step)) % buttons.length)?.focus();
  };

  return (
    <div
      ref={line}
      role="toolbar"
      aria-label={t("title")}
      onKeyDown={onKeyDown}
      className={clsx("flex items-center gap-0.5 overflow-hidden", className)}
    >
      {tools.slice(0, places).map(({ id, tool }) => (
        <span key={id} className="contents">
          {tool}
        </span>
      ))}
      {folded.length > 0 ? (
        <Popover
          label={t("more")}
          align="end"
          isOpen={isMoreOpen || isLinkFolded}
          onOpenChange={(isOpen) => {
            setIsMoreOpen(isOpen);
            if (!isOpen) onLinkOpen(false);
          }}
          trigger={
            <IconButton label={t("more")} side="top" size="small" className="max-md:size-11">
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
        >
          {isLinkFolded ? (
            // In its place: a second layer over this one would close both as soon as it takes the focus.
            <LinkForm
              editor={editor}
              onDone={() => {
                setIsMoreOpen(false);
                onLinkOpen(false);
              }}
            />
          ) : (
            <div role="toolbar" aria-label={t("more")} className="flex max-w-72 flex-wrap gap-0.5 p-1.5">
              {folded.map(({ id, tool }) => (
                <span key={id} className="contents">
                  {tool}
                </span>
              ))}
            </div>
          )}
        </Popover>
      ) : null}
    </div>
  );
}

interface Tool {
  id: string;
  tool: ReactNode;
}

function useTools({ editor, onPictures, isLinkOpen, onLinkOpen }: Omit<MessageToolbarProps, "className">): Tool[] {
  const t = useTranslations("writing.tools");
  const tEmoji = useTranslations("chat.emoji");
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      isBold: now.isActive("bold"),
      isItalic: now.isActive("italic"),
      isUnderlined: now.isActive("underline"),
      isStruck: now.isActive("strike"),
      isCode: now.isActive("code"),
      isBulleted: now.isActive("bulletList"),
      isNumbered: now.isActive("orderedList"),
      isQuote: now.isActive("blockquote"),
      isCodeBlock: now.isActive("codeBlock"),
      canUndo: now.can().undo(),
      canRedo: now.can().redo(),
    }),
  });
  const taken = useTakenKeys();
  const chain = () => editor.chain().focus();
  const button = (
    id: Parameters<typeof t>[0],
    icon: ReactNode,
    more: { keys?: string; isOn?: boolean; isIdle?: boolean; run: () => unknown },
  ): Tool => ({
    id,
    tool: (
      <ToolButton
        label={t(id)}
        // What a person's own keys take for something else is not the toolbar's.
        keys={more.keys !== undefined && taken.includes(more.keys) ? undefined : more.keys}
        {...(more.isOn === undefined ? {} : { isOn: more.isOn })}
        disabled={more.isIdle === true}
        onClick={more.run}
      >
        {icon}
      </ToolButton>
    ),
  });
  return [
    { id: "style", tool: <StyleMenu editor={editor} /> },
    { id: "size", tool: <SizeMenu editor={editor} /> },
    button("bold", <Bold aria-hidden="true" />, {
      keys: "Ctrl+B",
      isOn: state.isBold,
      run: () => chain().toggleBold().run(),
    }),
    button("italic", <Italic aria-hidden="true" />, {
      keys: "Ctrl+I",
      isOn: state.isItalic,
      run: () => chain().toggleItalic().run(),
    }),
    button("underline", <Underline aria-hidden="true" />, {
      keys: "Ctrl+U",
      isOn: state.isUnderlined,
      run: () => chain().toggleUnderline().run(),
    }),
    { id: "colour", tool: <ColourMenu editor={editor} /> },
    { id: "background", tool: <BackgroundMenu editor={editor} /> },
    button("bulleted", <List aria-hidden="true" />, {
      keys: "Ctrl+Shift+8",
      isOn: state.isBulleted,
      run: () => chain().toggleBulletList().run(),
    }),
    button("numbered", <ListOrdered aria-hidden="true" />, {
      keys: "Ctrl+Shift+7",
      isOn: state.isNumbered,
      run: () => chain().toggleOrderedList().run(),
    }),
    {
      id: "link",
      tool: <LinkButton editor={editor} isOpen={isLinkOpen} onOpenChange={onLinkOpen} />,
    },
    {
      id: "emoji",
      tool: (
        <EmojiPopover
          onChoose={(sign) => chain().insertContent(sign).run()}
          trigger={
            <IconButton label={tEmoji("title")} side="top" size="small" className="max-md:size-11">
              <Smile aria-hidden="true" />
            </IconButton>
          }
        />
      ),
    },
    { id: "picture", tool: <PictureButton onPictures={onPictures} /> },
    { id: "table", tool: <TableButton editor={editor} /> },
    { id: "align", tool: <AlignMenu editor={editor} /> },
    button("outdent", <IndentDecrease aria-hidden="true" className="rtl:-scale-x-100" />, {
      keys: "Ctrl+[",
      run: () => chain().indentBy(-1).run(),
    }),
    button("indent", <IndentIncrease aria-hidden="true" className="rtl:-scale-x-100" />, {
      keys: "Ctrl+]",
      run: () => chain().indentBy(1).run(),
    }),
    button("quote", <Quote aria-hidden="true" />, {
      keys: "Ctrl+Shift+B",
      isOn: state.isQuote,
      run: () => chain().toggleBlockquote().run(),
    }),
    button("strike", <Strikethrough aria-hidden="true" />, {
      keys: "Ctrl+Shift+S",
      isOn: state.isStruck,
      run: () => chain().toggleStrike().run(),
    }),
    button("code", <Code aria-hidden="true" />, {
      keys: "Ctrl+E",
      isOn: state.isCode,
      run: () => chain().toggleCode().run(),
    }),
    button("codeBlock", <SquareCode aria-hidden="true" />, {
      keys: "Ctrl+Alt+C",
      isOn: state.isCodeBlock,
      run: () => chain().toggleCodeBlock().run(),
    }),
    button("rule", <Minus aria-hidden="true" />, { run: () => chain().setHorizontalRule().run() }),
    button("clear", <RemoveFormatting aria-hidden="true" />, {
      run: () => chain().unsetAllMarks().clearNodes().unsetTextAlign().run(),
    }),
    button("undo", <Undo2 aria-hidden="true" className="rtl:-scale-x-100" />, {
      keys: "Ctrl+Z",
      isIdle: !state.canUndo,
      run: () => chain().undo().run(),
    }),
    button("redo", <Redo2 aria-hidden="true" className="rtl:-scale-x-100" />, {
      keys: "Ctrl+Shift+Z",
      isIdle: !state.canRedo,
      run: () => chain().redo().run(),
    }),
  ];
}
