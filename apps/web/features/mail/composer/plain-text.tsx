import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useState } from "react";

export interface PlainTextProps {
  /** What it begins with; what is written is told by `onChange`. */
  initial: string;
  onChange: (text: string) => void;
  area: RefObject<HTMLTextAreaElement | null>;
  onFiles: (files: File[]) => void;
  lang: string | undefined;
  isFocused: boolean;
}

/** The text of a message without any looks. */
export function PlainText({ initial, onChange, area, onFiles, lang, isFocused }: PlainTextProps) {
  const t = useTranslations("composer");
  const [text, setText] = useState(initial);
  useEffect(() => {
    if (!isFocused) return;
    area.current?.focus();
    area.current?.setSelectionRange(0, 0);
    area.current?.scrollTo({ top: 0 });
  }, [isFocused, area]);
  return (
    <textarea
      ref={area}
      aria-label={t("text")}
      placeholder={t("placeholder")}
      value={text}
      lang={lang}
      dir="auto"
      spellCheck
      onChange={(event) => {
        setText(event.target.value);
        onChange(event.target.value);
      }}
      onPaste={(event) => {
        const files = [...event.clipboardData.files];
        if (files.length === 0 || event.clipboardData.getData("text/plain") !== "") return;
        event.preventDefault();
        onFiles(files);
      }}
      className="min-h-0 flex-1 resize-none bg-transparent px-4 py-3 font-mono text-13 leading-reading outline-none placeholder:font-sans placeholder:text-faint max-md:text-16"
    />
  );
}

/** What the person wrote, without what is quoted and what stands below the signature's dashes. */
export function ownPlainText(text: string): string {
  const [before = ""] = text.split(/^-- $/m);
  return before
    .split("\n")
    .filter((line) => !line.startsWith(">"))
    .join("\n");
}
