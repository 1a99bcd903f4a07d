import { Image } from "@tiptap/extension-image";
import { Placeholder } from "@tiptap/extension-placeholder";
import StarterKit from "@tiptap/starter-kit";
import { Kept } from "./kept-node.ts";

/** What a message can be made of. */
export function messageExtensions(placeholder: string) {
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
    Image.configure({ inline: true }),
    Placeholder.configure({ placeholder }),
    Kept,
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
