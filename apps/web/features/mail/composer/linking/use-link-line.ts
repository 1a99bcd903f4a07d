import type { Editor } from "@tiptap/react";
import { useTranslations } from "next-intl";
import { useDates } from "../../../../client/dates.ts";
import { useSizes } from "../../../../client/sizes.ts";
import type { useTextForm } from "../use-text-form.ts";
import type { FileLink } from "./use-link-maker.tsx";

interface LinkLineInput {
  editor: Editor;
  form: Pick<ReturnType<typeof useTextForm>, "isPlain" | "text" | "put" | "plain">;
}

/** Puts a line with a link to a file into the text where it is being written. */
export function useLinkLine({ editor, form }: LinkLineInput): (link: FileLink) => void {
  const t = useTranslations("composer.files");
  const sizes = useSizes();
  const dates = useDates();
  return ({ name, sizeBytes, address, expiresAt }) => {
    const size = sizes(sizeBytes);
    const said = expiresAt === null ? size : t("linkFacts", { size, date: dates.brief(expiresAt) });
    if (form.isPlain()) {
      const text = form.text();
      const at = form.plain.area.current?.selectionStart ?? 0;
      const before = text.slice(0, at);
      const line = `${before === "" || before.endsWith("\n") ? "" : "\n"}${name} (${said})\n${address}\n`;
      form.put(`${before}${line}${text.slice(at)}`);
      return;
    }
    // Beside what is being written, and not in the place of what is chosen there.
    const { $to } = editor.state.selection;
    const isEmptyLine = $to.parent.isTextblock && $to.parent.content.size === 0;
    const at = isEmptyLine || $to.depth === 0 ? $to.pos : $to.after(1);
    editor
      .chain()
      .insertContentAt(at, {
        type: "paragraph",
        content: [
          { type: "text", text: name, marks: [{ type: "link", attrs: { href: address } }] },
          { type: "text", text: ` (${said})` },
        ],
      })
      .run();
  };
}
