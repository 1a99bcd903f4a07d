import type { Editor, Node as TiptapNode } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { NodeSelection } from "@tiptap/pm/state";
import type { NodeView, ViewMutationRecord } from "@tiptap/pm/view";
import { surroundingsOf } from "../surroundings.ts";

const [least, most, step] = [10, 100, 5];
const within = (width: number) => Math.round(Math.min(most, Math.max(least, width)));
const uuid = /^[0-9a-f-]{36}$/;

interface PictureAttributes {
  pictureId: string | null;
  alt: string;
  width: number | null;
  side: string;
}

/** A picture with its words, and a handle at its edge that makes it wider and narrower, in percent of the text. */
export class PictureView implements NodeView {
  dom: HTMLElement;
  contentDOM: HTMLElement;
  private readonly frame = document.createElement("div");
  private readonly image = document.createElement("img");
  private readonly handle = document.createElement("span");
  private readonly editor: Editor;
  private readonly getPos: () => number | undefined;
  private node: Node;
  private dragged: number | null = null;

  constructor({ editor, node, getPos }: { editor: Editor; node: Node; getPos: () => number | undefined }) {
    this.editor = editor;
    this.node = node;
    this.getPos = getPos;
    this.dom = document.createElement("figure");
    this.frame.className = "doc-picture";
    this.frame.contentEditable = "false";
    this.image.draggable = true;
    this.image.addEventListener("error", () => this.dom.toggleAttribute("data-broken", true));
    this.image.addEventListener("click", () => this.choose());
    this.image.addEventListener("load", () => this.dom.removeAttribute("data-broken"));
    this.contentDOM = document.createElement("figcaption");
    this.contentDOM.dir = "auto";
    this.makeHandle();
    this.frame.append(this.image, this.handle);
    this.dom.append(this.frame, this.contentDOM);
    this.draw();
  }

  /** A press on the picture chooses it; one on its words goes into them. */
  private choose(): void {
    const pos = this.getPos();
    if (pos === undefined) return;
    const { state, view } = this.editor;
    view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, pos)));
    view.focus();
  }

  private get attrs(): PictureAttributes {
    return this.node.attrs as PictureAttributes;
  }

  private draw(): void {
    const { pictureId, alt, side } = this.attrs;
    const around = surroundingsOf(this.editor);
    const src =
      pictureId !== null && uuid.test(pictureId)
        ? `${around?.base ?? ""}/documents/${around?.documentId}/pictures/${pictureId}`
        : "";
    if (src === "") this.image.removeAttribute("src");
    else if (this.image.getAttribute("src") !== src) this.image.src = src;
    this.image.alt = alt;
    this.dom.dataset["side"] = side;
    this.dom.toggleAttribute("data-uncaptioned", this.node.content.size === 0);
    this.contentDOM.dataset["placeholder"] = around?.words("picture.caption") ?? "";
    this.handle.ariaLabel = around?.words("picture.resize") ?? "";
    this.showWidth(this.attrs.width);
  }

  private showWidth(width: number | null): void {
    this.frame.style.width = width === null ? "" : `${within(width)}%`;
    this.handle.ariaValueNow = String(within(width ?? this.shownShare()));
  }

  /** How wide it is now, in percent of the text. */
  private shownShare(): number {
    const all = this.dom.clientWidth;
    return all === 0 ? most : (this.frame.getBoundingClientRect().width / all) * 100;
  }

  private makeHandle(): void {
    const { handle } = this;
    handle.className = "doc-picture-handle";
    handle.role = "slider";
    handle.tabIndex = 0;
    handle.ariaValueMin = String(least);
    handle.ariaValueMax = String(most);
    handle.addEventListener("pointerdown", (event) => this.onDrag(event));
    handle.addEventListener("keydown", (event) => {
      const forth = getComputedStyle(this.dom).direction === "rtl" ? -1 : 1;
      const steps: Record<string, number> = { ArrowRight: forth, ArrowLeft: -forth, ArrowUp: 1, ArrowDown: -1 };
      const by = steps[event.key];
      if (by === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      this.setWidth(this.shownShare() + by * step);
    });
  }

  private onDrag(event: PointerEvent): void {
    if (!this.editor.isEditable) return;
    event.preventDefault();
    event.stopPropagation();
    const { handle } = this;
    const all = this.dom.clientWidth;
    const from = { x: event.clientX, share: this.shownShare() };
    const forth = getComputedStyle(this.dom).direction === "rtl" ? -1 : 1;
    // In the middle it grows to both sides.
    const by = this.attrs.side === "center" ? 2 : 1;
    handle.setPointerCapture(event.pointerId);
    const onMove = (move: PointerEvent) => {
      this.dragged = within(from.share + ((move.clientX - from.x) * forth * by * 100) / all);
      this.showWidth(this.dragged);
    };
    handle.addEventListener("pointermove", onMove);
    handle.addEventListener(
      "lostpointercapture",
      () => {
        handle.removeEventListener("pointermove", onMove);
        if (this.dragged !== null) this.setWidth(this.dragged);
        this.dragged = null;
      },
      { once: true },
    );
  }

  private setWidth(width: number): void {
    const pos = this.getPos();
    if (pos === undefined || !this.editor.isEditable) return;
    this.editor.view.dispatch(this.editor.state.tr.setNodeAttribute(pos, "width", within(width)));
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  selectNode(): void {
    this.dom.classList.add("ProseMirror-selectednode");
  }

  deselectNode(): void {
    this.dom.classList.remove("ProseMirror-selectednode");
  }

  stopEvent(event: Event): boolean {
    return event.target === this.handle;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}

/** The picture of the schema, drawn so that it can be worked with. */
export const withPictureView = (picture: TiptapNode): TiptapNode =>
  picture.extend({
    addNodeView() {
      return ({ editor, node, getPos }) => new PictureView({ editor, node, getPos });
    },
  });
