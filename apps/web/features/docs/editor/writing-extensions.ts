import { textExtensions } from "@carbyne/office/model";
import type { AnyExtension, Node } from "@tiptap/core";
import { Below } from "./below.ts";
import { BlockKeys } from "./blocks/block-keys.ts";
import { mentionMenus } from "./choices/mentions.ts";
import { slashMenu } from "./choices/slash.ts";
import { CodeColours } from "./code/code-colours.ts";
import { Find } from "./find/find-plugin.ts";
import { Footnotes } from "./footnote/footnotes.ts";
import { withFormulaView } from "./formula/formula-view.ts";
import { LayerPlace } from "./layers/layer.ts";
import { LinkKey } from "./link/link-key.ts";
import { MentionPress } from "./mention/mention-view.ts";
import { Paste } from "./paste/paste.ts";
import { withPictureView } from "./picture/picture-view.ts";
import { PictureUploads } from "./picture/uploads.ts";
import { inSurroundings, type Surroundings } from "./surroundings.ts";
import { TypedWays } from "./typed-ways.ts";

export interface WritingOptions extends Surroundings {
  locale: string;
}

const drawn: Readonly<Record<string, (node: Node) => Node>> = {
  picture: withPictureView,
  mathInline: withFormulaView,
  mathBlock: withFormulaView,
};

/** What a text is made of with all that helps to write it: node views, menus, keys and what is found. The schema is that of the model. */
export function writingExtensions({ locale, ...surroundings }: WritingOptions): AnyExtension[] {
  const { words, documentId } = surroundings;
  return [
    ...textExtensions().map((extension) => {
      const draw = drawn[extension.name];
      return draw && extension.type === "node" ? draw(extension as Node) : extension;
    }),
    inSurroundings(surroundings),
    LayerPlace,
    TypedWays,
    BlockKeys,
    Below,
    LinkKey,
    slashMenu(words),
    mentionMenus({ words, locale, documentId }),
    MentionPress,
    PictureUploads,
    Paste,
    CodeColours,
    Footnotes,
    Find,
  ];
}
