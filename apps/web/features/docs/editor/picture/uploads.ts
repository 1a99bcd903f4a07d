import { type Editor, Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { movedPos } from "../moved.ts";
import { surroundingsOf } from "../surroundings.ts";
import { sendPicture } from "./send-picture.ts";

interface Upload {
  id: string;
  pos: number;
  file: File;
  share: number;
  error: string | null;
  stop: AbortController;
}

type Change =
  | { add: Upload }
  | { id: string; share: number }
  | { id: string; error: string | null }
  | { remove: string };

const key = new PluginKey<readonly Upload[]>("pictureUploads");
const pictures = /^image\/(?:png|jpeg|gif|webp|avif)$/;

export const isPicture = ({ type }: { type: string }): boolean => pictures.test(type);

function changed(uploads: readonly Upload[], change: Change): readonly Upload[] {
  if ("add" in change) return [...uploads, change.add];
  if ("remove" in change) return uploads.filter(({ id }) => id !== change.remove);
  return uploads.map((one) => (one.id === change.id ? { ...one, ...change } : one));
}

/** Pictures on their way: where they will be there is what has gone out, or why it did not. */
export const PictureUploads = Extension.create({
  name: "pictureUploads",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin<readonly Upload[]>({
        key,
        state: {
          init: () => [],
          apply(tr, before) {
            const moved =
              tr.docChanged && before.length > 0
                ? before.map((one) => ({
                    ...one,
                    pos: movedPos(tr, one.pos) ?? Math.min(one.pos, tr.doc.content.size),
                  }))
                : before;
            const change: unknown = tr.getMeta(key);
            return change === undefined ? moved : changed(moved, change as Change);
          },
        },
        props: {
          decorations: (state) => drawn(editor, state),
        },
      }),
    ];
  },
});

function drawn(editor: Editor, state: EditorState): DecorationSet | null {
  const uploads = key.getState(state) ?? [];
  if (uploads.length === 0) return null;
  return DecorationSet.create(
    state.doc,
    uploads.map((one) =>
      Decoration.widget(one.pos, () => draw(editor, one), {
        key: `${one.id} ${Math.round(one.share * 50)} ${one.error ?? ""}`,
        side: -1,
        ignoreSelection: true,
      }),
    ),
  );
}

function draw(editor: Editor, { id, file, share, error, stop }: Upload): HTMLElement {
  const words = surroundingsOf(editor)?.words;
  const box = document.createElement("div");
  box.className = "doc-upload";
  box.contentEditable = "false";
  const said = document.createElement("span");
  said.setAttribute("role", error === null ? "status" : "alert");
  said.textContent = error ?? words?.("picture.sending", { name: file.name }) ?? "";
  box.append(said);
  const button = (label: string, press: () => void) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", press);
    box.append(made);
  };
  if (error === null) {
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = share;
    bar.setAttribute("aria-label", words?.("picture.sending", { name: file.name }) ?? "");
    box.append(bar);
  } else button(words?.("picture.again") ?? "", () => void send(editor, id));
  button(words?.(error === null ? "picture.cancel" : "picture.remove") ?? "", () => {
    stop.abort();
    tell(editor, { remove: id });
  });
  return box;
}

function tell(editor: Editor, change: Change): void {
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(key, change).setMeta("addToHistory", false));
}

/** Takes pictures into the text, at a place or where the caret is. What is no picture is left. */
export function insertPictures(editor: Editor, files: readonly File[], at?: number): boolean {
  const wanted = files.filter(isPicture);
  if (wanted.length === 0 || !editor.isEditable) return false;
  for (const file of wanted) {
    const id = crypto.randomUUID();
    const pos = blockPlace(editor.state, at ?? editor.state.selection.to);
    tell(editor, { add: { id, pos, file, share: 0, error: null, stop: new AbortController() } });
    void send(editor, id);
  }
  return true;
}

/** The nearest place below where a picture may stand. */
export function blockPlace({ doc, schema }: EditorState, at: number): number {
  const $at = doc.resolve(Math.min(at, doc.content.size));
  const type = schema.nodes["picture"];
  for (let depth = $at.depth; depth >= 0; depth--) {
    const index = $at.indexAfter(depth);
    if (!type || !$at.node(depth).canReplaceWith(index, index, type)) continue;
    return depth === $at.depth ? $at.pos : $at.after(depth + 1);
  }
  return doc.content.size;
}

const find = (editor: Editor, id: string): Upload | undefined =>
  editor.isDestroyed ? undefined : key.getState(editor.state)?.find((one) => one.id === id);

async function send(editor: Editor, id: string): Promise<void> {
  const upload = find(editor, id);
  const around = surroundingsOf(editor);
  if (!upload || !around) return;
  tell(editor, { id, error: null });
  try {
    const pictureId = await sendPicture({
      documentId: around.documentId,
      file: upload.file,
      signal: upload.stop.signal,
      onProgress: (share) => tell(editor, { id, share }),
    });
    const now = find(editor, id);
    if (!now) return;
    tell(editor, { remove: id });
    putPicture(editor, pictureId, now.pos);
  } catch (error) {
    if (!upload.stop.signal.aborted) tell(editor, { id, error: around.wordsOf(error) });
  }
}

/** Puts a picture of the document into the text. In an empty paragraph it takes its place. */
export function putPicture(editor: Editor, pictureId: string, pos: number): void {
  const { state } = editor;
  const picture = state.schema.nodes["picture"]?.create({ pictureId });
  if (!picture) return;
  const place = blockPlace(state, pos);
  const before = state.doc.resolve(place).nodeBefore;
  const isInEmpty = before?.type.name === "paragraph" && before.content.size === 0;
  const { tr } = state;
  if (isInEmpty && before) tr.replaceWith(place - before.nodeSize, place, picture);
  else tr.insert(place, picture);
  const end = tr.doc.resolve(
    Math.min(tr.doc.content.size, (isInEmpty && before ? place - before.nodeSize : place) + picture.nodeSize),
  );
  // Below a picture one can always go on writing.
  if (end.depth === 0 && end.nodeAfter === null) {
    const paragraph = state.schema.nodes["paragraph"]?.create();
    if (paragraph) tr.insert(end.pos, paragraph);
  }
  editor.view.dispatch(tr);
}
