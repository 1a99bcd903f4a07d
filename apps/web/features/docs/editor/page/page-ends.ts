/** A block of the text as it lies on the screen; `cuts` are heights in it where a page may end. */
export interface Laid {
  top: number;
  bottom: number;
  cuts: readonly number[];
  /** Stays with what follows, such as a heading. */
  isKept: boolean;
  /** After it a page ends. */
  isBreak: boolean;
}

/** Where pages end: the tops of what stands first on each next one. As a browser breaks: between blocks, between lines and rows, headings not last. */
export function pageEnds(blocks: readonly Laid[], heightPx: number): number[] {
  const [first] = blocks;
  if (!first || heightPx <= 0) return [];
  const ends: number[] = [];
  let start = first.top;
  const end = (at: number) => {
    ends.push(at);
    start = at;
  };
  blocks.forEach((block, at) => {
    // A block longer than a page ends several.
    for (let guard = 0; block.bottom > start + heightPx + 0.5 && guard < 1000; guard++) {
      const limit = start + heightPx + 0.5;
      const cut = block.cuts.findLast((y) => y <= limit && y > start);
      if (cut !== undefined && cut > block.top) {
        end(cut);
        continue;
      }
      let from = at;
      while (from > 0 && blocks[from - 1]?.isKept === true) from--;
      const top = blocks[from]?.top ?? block.top;
      if (top <= start) {
        // Nothing of it can be parted: it runs over, as far as it goes.
        if (block.top <= start) break;
        end(block.top);
      } else end(top);
    }
    const next = blocks[at + 1];
    if (block.isBreak && next) end(next.top);
  });
  return ends;
}
