import { IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import { type Editor, useEditorState } from "@tiptap/react";
import {
  ALargeSmall,
  AlignCenter,
  AlignLeft,
  AlignRight,
  Heading1,
  Heading2,
  Heading3,
  Pilcrow,
  PilcrowLeft,
  PilcrowRight,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { fontSizes } from "../mail-styles.ts";

function ToolMenu({ label, icon, entries }: { label: string; icon: ReactNode; entries: readonly MenuEntry[] }) {
  return (
    <Menu
      side="top"
      align="start"
      // The text has it already: the entry gave it the focus.
      keepFocus
      trigger={
        <IconButton label={label} side="top" size="small" className="max-md:size-11">
          {icon}
        </IconButton>
      }
      entries={entries}
    />
  );
}

const levels = [1, 2, 3] as const;
const headings = { 1: <Heading1 />, 2: <Heading2 />, 3: <Heading3 /> };

/** Headings, or just text. */
export function StyleMenu({ editor }: { editor: Editor }) {
  const t = useTranslations("writing.style");
  const level = useEditorState({
    editor,
    selector: ({ editor: now }) => levels.find((one) => now.isActive("heading", { level: one })) ?? 0,
  });
  return (
    <ToolMenu
      label={t("title")}
      icon={level === 0 ? <Pilcrow aria-hidden="true" /> : headings[level]}
      entries={[
        {
          label: t("text"),
          icon: <Pilcrow />,
          isChecked: level === 0,
          onSelect: () => editor.chain().focus().setParagraph().run(),
        },
        ...levels.map((one) => ({
          label: t(`heading${one}`),
          icon: headings[one],
          isChecked: level === one,
          onSelect: () => editor.chain().focus().setHeading({ level: one }).run(),
        })),
      ]}
    />
  );
}

const sizes = ["small", "large", "huge"] as const;

/** How large the text is. */
export function SizeMenu({ editor }: { editor: Editor }) {
  const t = useTranslations("writing.size");
  const size = useEditorState({
    editor,
    selector: ({ editor: now }) => sizes.find((one) => now.isActive("textStyle", { fontSize: fontSizes[one] })) ?? null,
  });
  return (
    <ToolMenu
      label={t("title")}
      icon={<ALargeSmall aria-hidden="true" />}
      entries={[
        {
          label: t("small"),
          isChecked: size === "small",
          onSelect: () => editor.chain().focus().setFontSize(fontSizes.small).run(),
        },
        {
          label: t("normal"),
          isChecked: size === null,
          onSelect: () => editor.chain().focus().unsetFontSize().run(),
        },
        ...(["large", "huge"] as const).map((one) => ({
          label: t(one),
          isChecked: size === one,
          onSelect: () => editor.chain().focus().setFontSize(fontSizes[one]).run(),
        })),
      ]}
    />
  );
}

const sides = ["left", "center", "right"] as const;
const sideIcons = { left: <AlignLeft />, center: <AlignCenter />, right: <AlignRight /> };

/** At which side the text stands, and from which it is written. */
export function AlignMenu({ editor }: { editor: Editor }) {
  const t = useTranslations("writing.align");
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      side: sides.find((one) => now.isActive({ textAlign: one })) ?? null,
      direction: (["ltr", "rtl"] as const).find((one) => now.isActive({ dir: one })) ?? "auto",
    }),
  });
  return (
    <ToolMenu
      label={t("title")}
      icon={sideIcons[state.side ?? "left"]}
      entries={[
        ...sides.map((one) => ({
          label: t(one),
          icon: sideIcons[one],
          isChecked: state.side === one,
          onSelect: () => editor.chain().focus().toggleTextAlign(one).run(),
        })),
        "separator",
        {
          label: t("auto"),
          icon: <Pilcrow />,
          isChecked: state.direction === "auto",
          onSelect: () => editor.chain().focus().setDirection("auto").run(),
        },
        {
          label: t("ltr"),
          icon: <PilcrowRight />,
          isChecked: state.direction === "ltr",
          onSelect: () => editor.chain().focus().setDirection("ltr").run(),
        },
        {
          label: t("rtl"),
          icon: <PilcrowLeft />,
          isChecked: state.direction === "rtl",
          onSelect: () => editor.chain().focus().setDirection("rtl").run(),
        },
      ]}
    />
  );
}
