import { textExtensions } from "@carbyne/office/model";
import { ErrorState, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import type { JSONContent } from "@tiptap/core";
import { EditorContent, useEditor } from "@tiptap/react";
import { useTranslations } from "next-intl";
import { useWords } from "../../../client/words.ts";
import { withInk } from "../editor/inked.ts";
import { withTints } from "../suggesting/tinted-marks.ts";
import { versionQuery } from "./api.ts";

/** What a text said in one of its versions. */
export function VersionText({ id, versionId }: { id: string; versionId: string }) {
  const t = useTranslations("docs.history");
  const words = useWords();
  const { data, error, refetch } = useQuery(versionQuery(id, versionId));
  if (error) return <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="mx-auto h-96 w-full max-w-[816px]" />;
  return <Shown text={data.text as JSONContent} />;
}

function Shown({ text }: { text: JSONContent }) {
  const t = useTranslations("docs.history");
  const editor = useEditor({
    immediatelyRender: false,
    editable: false,
    content: text,
    editorProps: { attributes: { class: "doc-text", "aria-label": t("text"), role: "document" } },
    extensions: withInk(withTints(textExtensions())),
  });
  return <EditorContent editor={editor} className="doc-sheet" />;
}
