import { Button, IconButton } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { AlignCenter, AlignEndVertical, AlignStartVertical, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { runOnBlocks } from "../blocks/block-keys.ts";
import { blockAt } from "../blocks/blocks.ts";
import { showLayer } from "../layers/layer.ts";
import { useEditorWords } from "../words.ts";

const sides = [
  ["start", AlignStartVertical],
  ["center", AlignCenter],
  ["end", AlignEndVertical],
] as const;

/** What can be done with the picture that is selected. */
export function PictureTools({ editor, pos }: { editor: Editor; pos: number }) {
  const words = useEditorWords();
  const t = useTranslations("writing.picture");
  const attrs = editor.state.doc.nodeAt(pos)?.attrs ?? {};
  const change = (name: string, value: unknown) =>
    editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, name, value));
  return (
    <>
      {sides.map(([side, Icon]) => (
        <IconButton
          key={side}
          label={words(`picture.sides.${side}`)}
          side="top"
          size="small"
          isOn={attrs["side"] === side}
          onClick={() => change("side", side)}
          className="max-md:size-11"
        >
          <Icon aria-hidden="true" className="rtl:-scale-x-100" />
        </IconButton>
      ))}
      <Button look="quiet" onClick={() => change("width", null)}>
        {t("original")}
      </Button>
      <Button look="quiet" onClick={() => change("width", 100)}>
        {t("fit")}
      </Button>
      <Button look={attrs["alt"] === "" ? "quiet" : "ink"} onClick={() => showLayer(editor, { kind: "alt", pos })}>
        {t("alt")}
      </Button>
      <IconButton
        label={t("remove")}
        side="top"
        size="small"
        onClick={() => {
          runOnBlocks(editor, "delete", blockAt(editor.state.doc, pos));
          editor.view.focus();
        }}
        className="max-md:size-11"
      >
        <Trash2 aria-hidden="true" />
      </IconButton>
    </>
  );
}
