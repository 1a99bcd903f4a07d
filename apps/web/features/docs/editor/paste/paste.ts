import { showToast } from "@carbyne/ui";
import { type Editor, Extension } from "@tiptap/core";
import { DOMSerializer, type Schema } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { cleanPasted, picturesIn } from "../../../mail/composer/editor/clean-paste.ts";
import { insertPictures, isPicture } from "../picture/uploads.ts";
import { surroundingsOf } from "../surroundings.ts";
import { fetchPictures, partOtherPictures } from "./other-pictures.ts";

const isOurs = (html: string) => html.includes("data-pm-slice");

/** Office programs put a picture of what was copied beside it: it is wanted when there is nothing else. */
export function hasWords(html: string): boolean {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll("style, script, title")) element.remove();
  return (body.textContent ?? "").trim() !== "" || body.querySelector("table") !== null;
}

/** How text comes in from elsewhere, and goes out. */
export const Paste = Extension.create({
  name: "paste",
  priority: 200,
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          clipboardSerializer: serializer(editor),
          transformPastedHTML: (html) => (isOurs(html) ? ofOthers(editor, html).html : cleanPasted(html)),
          handlePaste: (_view, event) => {
            const data = event.clipboardData;
            if (!data || !editor.isEditable) return false;
            const html = data.getData("text/html");
            const files = [...data.files].filter(isPicture);
            if (files.length > 0 && !hasWords(html)) return insertPictures(editor, files);
            // Pictures whose bytes came along follow their text; no other is ever fetched.
            const inside = html === "" || isOurs(html) ? [] : picturesIn(html);
            if (isOurs(html)) void takeOthers(editor, ofOthers(editor, html).addresses);
            if (inside.length > 0)
              queueMicrotask(() =>
                insertPictures(
                  editor,
                  inside.map(({ file }) => file),
                ),
              );
            return false;
          },
          handleDrop: (view, event, _slice, isMoved) => {
            const files = [...(event.dataTransfer?.files ?? [])];
            if (isMoved || files.length === 0) return false;
            event.preventDefault();
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
            if (!insertPictures(editor, files, place?.pos)) {
              const words = surroundingsOf(editor)?.words;
              if (words) showToast({ text: words("picture.only") });
            }
            return true;
          },
        },
      }),
    ];
  },
});

const ofOthers = (editor: Editor, html: string) =>
  partOtherPictures(html, {
    documentId: surroundingsOf(editor)?.documentId ?? "",
    origin: window.location.origin,
  });

/** Pictures of another document become some of this one; who may not see them there does not have them here. */
async function takeOthers(editor: Editor, addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return;
  try {
    const files = await fetchPictures(addresses);
    if (!editor.isDestroyed) insertPictures(editor, files);
  } catch (error) {
    const words = surroundingsOf(editor)?.wordsOf(error);
    if (words !== undefined) showToast({ text: words });
  }
}

/** Other programs get pictures as pictures, and nothing of what people say about the text. */
function serializer(editor: Editor): DOMSerializer {
  const { schema } = editor;
  const { nodes, marks } = DOMSerializer.fromSchema(schema as Schema);
  const { comment: _comment, insertion: _insertion, deletion: _deletion, modification: _modification, ...kept } = marks;
  const picture = nodes["picture"];
  return new DOMSerializer(
    {
      ...nodes,
      ...(picture
        ? {
            picture: (node) => {
              const { pictureId, alt, width, side } = node.attrs as Record<string, unknown>;
              const id = surroundingsOf(editor)?.documentId ?? "";
              const src = `${window.location.origin}/documents/${id}/pictures/${String(pictureId)}`;
              return [
                "figure",
                {
                  "data-picture": pictureId,
                  "data-alt": alt,
                  "data-side": side,
                  ...(typeof width === "number" ? { "data-width": width } : {}),
                },
                ["img", { src, alt }],
                ["figcaption", 0],
              ];
            },
          }
        : {}),
      footnote: (node) => ["sup", { "data-footnote": node.attrs["text"] }, `(${String(node.attrs["text"])})`],
    },
    kept,
  );
}
