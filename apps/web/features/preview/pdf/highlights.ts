const all = "preview-found";
const current = "preview-here";
const layers = new Map<HTMLElement, readonly Range[]>();
let here: Range | undefined;

function show(): void {
  if (!("highlights" in CSS)) return;
  const ranges = [...layers.values()].flat();
  if (ranges.length === 0) CSS.highlights.delete(all);
  else CSS.highlights.set(all, new Highlight(...ranges));
  if (here) CSS.highlights.set(current, new Highlight(here));
  else CSS.highlights.delete(current);
}

/** Marks what is found on a page (CSS Custom Highlight API); nothing takes the marks away. */
export function markFound(layer: HTMLElement, ranges: readonly Range[]): void {
  if (ranges.length === 0) layers.delete(layer);
  else layers.set(layer, ranges);
  show();
}

/** Marks the place that is shown. */
export function markHere(range: Range | undefined): void {
  here = range;
  show();
}
