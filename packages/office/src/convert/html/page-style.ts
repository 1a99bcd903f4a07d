import { calloutKinds } from "../../model/text/callout.ts";
import type { PageSetup } from "../../model/text/content.ts";
import { calloutColours } from "../colours.ts";

/** How a page looks that is written, on screens and on paper. */
export function pageStyle({ size, isLandscape, marginMm }: PageSetup): string {
  const callouts = calloutKinds.map(
    (kind) =>
      `[data-callout="${kind}"] { background: #${calloutColours[kind].fill}; border-inline-start-color: #${calloutColours[kind].edge}; }`,
  );
  return `
@page { size: ${size === "letter" ? "letter" : "A4"}${isLandscape ? " landscape" : ""}; margin: ${marginMm}mm; }
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; font-family: system-ui, sans-serif; line-height: 1.5; color: #1f2937; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.4em 0 0.5em; }
p { margin: 0 0 0.7em; }
blockquote { margin: 0 0 0.7em; padding-inline-start: 1em; border-inline-start: 3px solid #9ca3af; color: #4b5563; }
pre { background: #f3f4f6; padding: 0.8em 1em; overflow-x: auto; }
code { background: #f3f4f6; font-family: ui-monospace, monospace; font-size: 0.92em; }
table { border-collapse: collapse; margin: 0 0 1em; }
th, td { border: 1px solid #d1d5db; padding: 0.35em 0.6em; vertical-align: top; text-align: start; }
th { background: #f3f4f6; }
td > :last-child, th > :last-child, [data-callout] > :last-child { margin-bottom: 0; }
figure { margin: 0 0 1em; text-align: center; }
figure.start { text-align: start; }
figure.end { text-align: end; }
figure img { max-width: 100%; height: auto; }
figcaption { font-size: 0.9em; color: #4b5563; }
[data-callout] { margin: 0 0 1em; padding: 0.7em 1em; border-inline-start: 4px solid; }
${callouts.join("\n")}
[data-columns] { display: flex; gap: 2rem; }
[data-column] { flex: 1; min-width: 0; }
[data-page-break] { break-after: page; }
div[data-latex] { text-align: center; margin: 0 0 0.7em; }
[data-latex] { font-family: math, "Cambria Math", serif; }
.tasks { list-style: none; padding-inline-start: 0.5em; }
.tasks > li { display: flex; gap: 0.5em; }
.notes { margin-top: 3rem; border-top: 1px solid #d1d5db; padding-top: 1rem; font-size: 0.9em; }
@media (max-width: 40rem) { [data-columns] { display: block; } }
`;
}
