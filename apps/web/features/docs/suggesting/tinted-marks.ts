import { readSuggestionId } from "@carbyne/office/model";
import { tintOf } from "@carbyne/ui";
import { type AnyExtension, Mark } from "@tiptap/core";

const tags: Readonly<Record<string, string>> = { insertion: "ins", deletion: "del", modification: "span" };

/** The style that gives a proposal its author's tint. */
export function suggestionTint(id: unknown): Record<string, string> {
  const by = typeof id === "string" ? (readSuggestionId(id)?.by ?? id) : "";
  return by === "" ? {} : { style: `--h: var(--p${tintOf(by)})` };
}

/** The same parts of a text, with proposals drawn in the tint of who made them. */
export function withTints(extensions: readonly AnyExtension[]): AnyExtension[] {
  return extensions.map((extension) => {
    const tag = tags[extension.name];
    if (!(extension instanceof Mark) || tag === undefined) return extension;
    return extension.extend({
      renderHTML: ({ HTMLAttributes }: { HTMLAttributes: Record<string, unknown> }) => {
        const tint = suggestionTint(HTMLAttributes["data-suggestion"]);
        return [tag, { ...HTMLAttributes, ...tint, class: `tinted doc-${extension.name}` }, 0];
      },
    });
  });
}
