import { IconButton } from "@carbyne/ui";
import { Bold, Code, Italic, LinkIcon, List, ListOrdered, Quote, SquareCode, Strikethrough } from "lucide-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent, ReactNode } from "react";
import { type Change, fenced, linked, type Selected, toggledLines, toggledMark } from "./marks.ts";

export type Format = "bold" | "italic" | "strike" | "link" | "code" | "fence" | "quote" | "bullets" | "numbers";

/** What each format makes of what is selected. */
export const formats: Readonly<Record<Format, (selected: Selected) => Change>> = {
  bold: (selected) => toggledMark(selected, "bold"),
  italic: (selected) => toggledMark(selected, "italic"),
  strike: (selected) => toggledMark(selected, "strike"),
  link: (selected) => linked(selected),
  code: (selected) => toggledMark(selected, "code"),
  fence: fenced,
  quote: (selected) => toggledLines(selected, "quote"),
  bullets: (selected) => toggledLines(selected, "bullets"),
  numbers: (selected) => toggledLines(selected, "numbers"),
};

const buttons: readonly { id: Format; keys?: string; icon: ReactNode }[] = [
  { id: "bold", keys: "Ctrl+B", icon: <Bold aria-hidden="true" /> },
  { id: "italic", keys: "Ctrl+I", icon: <Italic aria-hidden="true" /> },
  { id: "strike", keys: "Ctrl+Shift+X", icon: <Strikethrough aria-hidden="true" /> },
  { id: "link", keys: "Ctrl+Shift+U", icon: <LinkIcon aria-hidden="true" /> },
  { id: "code", keys: "Ctrl+E", icon: <Code aria-hidden="true" /> },
  { id: "fence", icon: <SquareCode aria-hidden="true" /> },
  { id: "quote", icon: <Quote aria-hidden="true" /> },
  { id: "bullets", icon: <List aria-hidden="true" /> },
  { id: "numbers", icon: <ListOrdered aria-hidden="true" /> },
];

/** The format that a key means in the field. */
export function formatOf(event: KeyboardEvent): Format | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (event.shiftKey) return key === "x" ? "strike" : key === "u" ? "link" : null;
  const plain: Readonly<Record<string, Format>> = { b: "bold", i: "italic", e: "code" };
  return plain[key] ?? null;
}

/** The looks that a text can have, for who does not write the signs. */
export function FormatBar({ onFormat }: { onFormat: (format: Format) => void }) {
  const t = useTranslations("chat.composer.format");
  return (
    <div
      role="group"
      aria-label={t("title")}
      className="flex items-center gap-0.5 overflow-x-auto border-b px-1.5 py-0.5 max-md:fading max-md:pe-10"
    >
      {buttons.map(({ id, keys, icon }) => (
        <IconButton
          key={id}
          label={t(id)}
          keys={keys}
          size="small"
          side="top"
          className="max-md:size-11"
          // What is selected stays so.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onFormat(id)}
        >
          {icon}
        </IconButton>
      ))}
    </div>
  );
}
