import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { clsx } from "clsx";
import { PencilLine, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";

/** Whether one writes, or proposes to. */
export function ModeSwitch({ editor }: { editor: Editor }) {
  const t = useTranslations("docs.mode");
  const isOn = useEditorState({ editor, selector: ({ editor: now }) => now.storage.suggesting.isOn });
  const choice = (isSuggesting: boolean) => (
    <button
      type="button"
      aria-pressed={isOn === isSuggesting}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => editor.chain().focus().setSuggesting(isSuggesting).run()}
      className={clsx(
        "flex h-[26px] items-center gap-1.5 rounded-1 px-2.5 text-13 font-medium max-md:size-9 max-md:justify-center max-md:px-0 [&_svg]:size-4",
        isOn === isSuggesting ? "bg-surface text-text shadow-[0_0_0_1px_var(--border)]" : "text-muted hover:text-text",
      )}
    >
      {isSuggesting ? <PencilLine aria-hidden="true" /> : <Pencil aria-hidden="true" />}
      <span className="max-md:sr-only">{t(isSuggesting ? "suggest" : "edit")}</span>
    </button>
  );
  return (
    <div role="group" aria-label={t("title")} className="flex shrink-0 gap-0.5 rounded-2 border bg-sunken p-0.5">
      {choice(false)}
      {choice(true)}
    </div>
  );
}
