import { type Editor, useEditor } from "@tiptap/react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { cleanPasted, picturesIn } from "./editor/clean-paste.ts";
import { messageExtensions } from "./editor/extensions.ts";
import { messageHtmlOf } from "./editor/to-message-html.ts";

export interface MessageEditorInput {
  html: string;
  onChange: () => void;
  /** Files from the clipboard; pictures among them go into the text. */
  onFiles: (files: File[]) => void;
  /** Sends a picture of a pasted text to the server and answers the address that it has there; null when it did not arrive. */
  onPastedPicture: (file: File) => Promise<string | null>;
  onLink: () => void;
  /** The language that the browser checks the spelling in. */
  lang: string | undefined;
}

/** A picture that was copied alone comes with a text around it that only names it. */
function isLonePicture(html: string): boolean {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return body.querySelectorAll("img").length === 1 && (body.textContent ?? "").trim() === "";
}

/** The editor of a message. */
export function useMessageEditor(input: MessageEditorInput): Editor {
  const t = useTranslations("composer");
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const editor = useEditor(
    {
      // Only ever drawn in the browser.
      immediatelyRender: true,
      // Each part of the screen asks for what it shows; the whole must not be drawn at every key.
      shouldRerenderOnTransaction: false,
      extensions: messageExtensions({ placeholder: t("placeholder"), onLink: () => latest.current.onLink() }),
      content: input.html,
      onUpdate: () => latest.current.onChange(),
      editorProps: {
        attributes: { "aria-label": t("text"), "aria-multiline": "true", role: "textbox", spellcheck: "true" },
        transformPastedHTML: cleanPasted,
        handlePaste: (view, event) => {
          const html = event.clipboardData?.getData("text/html") ?? "";
          const files = [...(event.clipboardData?.files ?? [])];
          // A cell or a page that was copied comes with a picture of itself beside its text.
          if (files.length > 0 && (html === "" || isLonePicture(html))) {
            latest.current.onFiles(files);
            return true;
          }
          const pictures = picturesIn(html);
          if (pictures.length === 0) return false;
          void withAddresses(html, pictures, latest.current.onPastedPicture).then((ready) => {
            if (!view.isDestroyed) view.pasteHTML(ready);
          });
          return true;
        },
      },
    },
    [],
  );
  const { lang } = input;
  useEffect(() => {
    if (lang === undefined) editor.view.dom.removeAttribute("lang");
    else editor.view.dom.setAttribute("lang", lang);
  }, [editor, lang]);
  return editor;
}

/** The pasted text with its pictures on the server. One that did not arrive is left out. */
async function withAddresses(
  html: string,
  pictures: ReturnType<typeof picturesIn>,
  send: MessageEditorInput["onPastedPicture"],
): Promise<string> {
  let ready = html;
  for (const { src, file } of pictures) ready = ready.replaceAll(src, (await send(file)) ?? "");
  return ready;
}

const written = new WeakMap<Editor["state"]["doc"], string>();

/** The text as it is sent. Asked for several times between two changes, and made once. */
export function messageHtml(editor: Editor): string {
  const { doc } = editor.state;
  const html = written.get(doc) ?? messageHtmlOf(editor);
  written.set(doc, html);
  return html;
}

/** Puts the cursor before the text, now: the editor's own command waits for a frame, and keys pressed meanwhile would go elsewhere. */
export function focusStart(editor: Editor): void {
  editor.commands.setTextSelection(1);
  editor.view.focus();
}
