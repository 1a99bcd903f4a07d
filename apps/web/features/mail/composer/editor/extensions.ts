import { Extension } from "@tiptap/core";
import { Placeholder } from "@tiptap/extension-placeholder";
import { TextAlign } from "@tiptap/extension-text-align";
import { BackgroundColor, Color, FontSize, TextStyle } from "@tiptap/extension-text-style";
import StarterKit from "@tiptap/starter-kit";
import { BlockStyle } from "./block-style.ts";
import { Kept } from "./kept-node.ts";
import { mailTable } from "./mail-table.ts";
import { Picture } from "./picture-node.ts";
import { SignatureNode } from "./signature-node.ts";

/** What a message can be made of. `onLink` is told of the key that asks for a link. */
export function messageExtensions({ placeholder, onLink }: { placeholder: string; onLink: () => void }) {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      // A line that the editor adds by itself would be a change to save.
      trailingNode: false,
      link: {
        openOnClick: false,
        defaultProtocol: "https",
        HTMLAttributes: { rel: null, target: null },
      },
    }),
    TextStyle,
    Color,
    BackgroundColor,
    FontSize,
    TextAlign.configure({ types: ["heading", "paragraph"], alignments: ["left", "center", "right"] }),
    BlockStyle,
    ...mailTable,
    Picture,
    Placeholder.configure({ placeholder }),
    Kept,
    SignatureNode,
    Extension.create({
      name: "linkKey",
      addKeyboardShortcuts: () => ({
        "Mod-k": () => {
          onLink();
          return true;
        },
      }),
    }),
  ];
}

/** What a signature can be made of: no pictures, nothing quoted. */
export function signatureExtensions() {
  return [
    StarterKit.configure({
      heading: false,
      trailingNode: false,
      codeBlock: false,
      blockquote: false,
      link: { openOnClick: false, defaultProtocol: "https", HTMLAttributes: { rel: null, target: null } },
    }),
  ];
}
