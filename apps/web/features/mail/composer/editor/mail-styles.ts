/** Colours of text, of its background and of cells. Mail has no tokens: what is chosen here is sent, and must be read on white and on dark paper. */
export const textColours = [
  { name: "grey", value: "#6b7280" },
  { name: "red", value: "#d92d20" },
  { name: "orange", value: "#d4570a" },
  { name: "yellow", value: "#a16207" },
  { name: "green", value: "#15803d" },
  { name: "teal", value: "#0f7c86" },
  { name: "blue", value: "#2563eb" },
  { name: "purple", value: "#7c3aed" },
  { name: "pink", value: "#c11574" },
] as const;

export const backgrounds = [
  { name: "grey", value: "#e5e7eb" },
  { name: "red", value: "#fee2e2" },
  { name: "orange", value: "#ffedd5" },
  { name: "yellow", value: "#fef3c7" },
  { name: "green", value: "#dcfce7" },
  { name: "teal", value: "#cff4f4" },
  { name: "blue", value: "#dbeafe" },
  { name: "purple", value: "#ede9fe" },
  { name: "pink", value: "#fce7f3" },
] as const;

/** Goes with a background, all of which are light: on dark paper the text would be light too. */
export const inkOnBackground = "#1d2230";

export const fontSizes = { small: "12px", large: "18px", huge: "24px" } as const;

/** How parts of a message look at whoever reads it, where no style sheet of ours is. */
export const mailStyles: Readonly<Record<string, string>> = {
  table: "border-collapse:collapse;border:1px solid #b8bcc6",
  td: "border:1px solid #b8bcc6;padding:6px 8px;vertical-align:top",
  th: "border:1px solid #b8bcc6;padding:6px 8px;vertical-align:top;text-align:start",
  blockquote: "margin:0 0 0 4px;padding-left:12px;border-left:2px solid #b8bcc6",
  pre: "margin:8px 0;padding:12px;background-color:#f3f4f6;color:#1d2230;font-family:monospace;white-space:pre-wrap",
  code: "font-family:monospace",
  img: "max-width:100%;height:auto",
};
