import type { AnyExtension } from "@tiptap/core";

/** The same parts of a text, with colours that people gave words told to the page too: in the dark it lightens those that could not be read. */
export function withInk(extensions: readonly AnyExtension[]): AnyExtension[] {
  return extensions.map((extension) =>
    extension.name === "color"
      ? extension.extend({
          addGlobalAttributes() {
            const all =
              (this as { parent?: () => { types: string[]; attributes: { color: object } }[] }).parent?.() ?? [];
            return all.map((one) => ({
              ...one,
              attributes: {
                color: {
                  ...one.attributes.color,
                  renderHTML: ({ color }: Record<string, unknown>) =>
                    typeof color === "string" && color !== ""
                      ? { style: `color: ${color}; --ink: ${color}`, class: "inked" }
                      : {},
                },
              },
            }));
          },
        })
      : extension,
  );
}
