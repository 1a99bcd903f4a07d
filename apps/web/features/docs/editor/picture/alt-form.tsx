import { Button, Textarea } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";

const longest = 1000;

/** What a picture shows, for those who do not see it. */
export function AltForm({ editor, pos, onDone }: { editor: Editor; pos: number; onDone: () => void }) {
  const t = useTranslations("writing.picture");
  const id = useId();
  const [text, setText] = useState(() => String(editor.state.doc.nodeAt(pos)?.attrs["alt"] ?? ""));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (editor.state.doc.nodeAt(pos)?.type.name === "picture")
      editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, "alt", text.trim()));
    onDone();
  };
  return (
    <form onSubmit={submit} className="flex w-80 max-w-[calc(100vw-32px)] flex-col gap-2 p-3">
      <label htmlFor={id} className="text-13 text-muted">
        {t("altHint")}
      </label>
      <Textarea
        id={id}
        data-first=""
        dir="auto"
        rows={3}
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" look="primary">
        {t("apply")}
      </Button>
    </form>
  );
}
