import type { Editor, Node as TiptapNode } from "@tiptap/core";
import { InputRule } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";
import { showLayer } from "../layers/layer.ts";
import { surroundingsOf } from "../surroundings.ts";
import { drawFormula } from "./draw-formula.ts";

/** A formula as it is read; a press or Enter edits it. */
class FormulaView implements NodeView {
  dom: HTMLElement;
  private readonly isBlock: boolean;
  private readonly editor: Editor;
  private node: Node;

  constructor({ editor, node, getPos }: { editor: Editor; node: Node; getPos: () => number | undefined }) {
    this.editor = editor;
    this.node = node;
    this.isBlock = node.type.name === "mathBlock";
    this.dom = document.createElement(this.isBlock ? "div" : "span");
    this.dom.className = this.isBlock ? "doc-formula doc-formula-block" : "doc-formula";
    this.dom.addEventListener("click", () => {
      const pos = getPos();
      if (pos !== undefined && editor.isEditable) showLayer(editor, { kind: "formula", pos });
    });
    this.draw();
  }

  private draw(): void {
    const latex = String(this.node.attrs["latex"]);
    this.dom.dataset["latex"] = latex;
    if (latex.trim() === "") {
      this.dom.textContent = surroundingsOf(this.editor)?.words("formula.empty") ?? "";
      return;
    }
    const isBlock = this.isBlock;
    void drawFormula(this.dom, latex, { isBlock }).then((isRead) => this.dom.toggleAttribute("data-wrong", !isRead));
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    const isSame = node.attrs["latex"] === this.node.attrs["latex"];
    this.node = node;
    if (!isSame) this.draw();
    return true;
  }

  ignoreMutation(): boolean {
    return true;
  }
}

/** A formula of the schema, drawn; `$x$` and `$$` write one. */
export const withFormulaView = (formula: TiptapNode): TiptapNode =>
  formula.extend({
    addNodeView() {
      return ({ editor, node, getPos }) => new FormulaView({ editor, node, getPos });
    },
    addInputRules() {
      const isBlock = this.name === "mathBlock";
      return [
        new InputRule({
          find: isBlock ? /^\$\$([^$]+)\$\$$/ : /(?<![$\\\w])\$([^$\s](?:[^$]*[^$\s])?)\$$/,
          handler: ({ range, match, chain }) => {
            chain()
              .insertContentAt(range, { type: this.name, attrs: { latex: match[1] ?? "" } })
              .run();
          },
        }),
      ];
    },
  });
