import { Button, IconButton, Input, Popover } from "@carbyne/ui";
import { type Editor, useEditorState } from "@tiptap/react";
import { Link } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";

/** `example.org` means a page, `ana@example.org` an address. */
function linkTarget(text: string): string | null {
  const wanted = text.trim();
  if (wanted === "") return null;
  if (/^(?:https?|mailto|tel):/i.test(wanted)) return wanted;
  if (/^[^\s/@]+@[^\s/@]+$/.test(wanted)) return `mailto:${wanted}`;
  // Any other scheme, javascript: above all, is no link.
  return /^[a-z][a-z0-9+.-]*:/i.test(wanted) && !/^[^:/]+\.[^:/]+:\d/.test(wanted) ? null : `https://${wanted}`;
}

export interface LinkButtonProps {
  editor: Editor;
  /** Held by whoever else can open it, such as a key. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** Makes the selection a link, or changes the one that the cursor is in. */
export function LinkButton({ editor, isOpen: isOpenOutside, onOpenChange }: LinkButtonProps) {
  const t = useTranslations("composer.link");
  const [isOpenHere, setIsOpenHere] = useState(false);
  const isOpen = isOpenOutside ?? isOpenHere;
  const setIsOpen = onOpenChange ?? setIsOpenHere;
  const isOn = useEditorState({ editor, selector: ({ editor: now }) => now.isActive("link") });
  return (
    <Popover
      label={t("title")}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <IconButton label={t("title")} keys="Ctrl+K" side="top" size="small" isOn={isOn} className="max-md:size-11">
          <Link aria-hidden="true" />
        </IconButton>
      }
    >
      <LinkForm editor={editor} onDone={() => setIsOpen(false)} />
    </Popover>
  );
}

/** Where the selection leads to: asked for beside the button, or in the place of what the button is folded into. */
export function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const t = useTranslations("composer.link");
  const [text, setText] = useState(() => {
    const href: unknown = editor.getAttributes("link")["href"];
    return typeof href === "string" ? href : "";
  });
  const isOn = useEditorState({ editor, selector: ({ editor: now }) => now.isActive("link") });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const href = linkTarget(text);
    const chain = editor.chain().focus().extendMarkRange("link");
    if (href === null) chain.unsetLink().run();
    else if (editor.state.selection.empty && !isOn)
      chain.insertContent({ type: "text", text: text.trim(), marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    onDone();
  };

  return (
    <form onSubmit={submit} className="flex items-center gap-2 p-2">
      <Input
        aria-label={t("address")}
        placeholder="https://"
        inputMode="url"
        value={text}
        autoFocus
        onChange={(event) => setText(event.target.value)}
        className="w-64"
      />
      <Button type="submit" look="primary">
        {t("submit")}
      </Button>
      {isOn ? (
        <Button
          look="quiet"
          onClick={() => {
            editor.chain().focus().extendMarkRange("link").unsetLink().run();
            onDone();
          }}
        >
          {t("remove")}
        </Button>
      ) : null}
    </form>
  );
}
