/** More than this is no formula that somebody wrote. */
export const longestFormula = 4000;

const load = async () => (await import("katex")).default;
let loading: ReturnType<typeof load> | undefined;

/** Draws a formula into an element as MathML: no style, font or script of its own, nothing that it names is fetched. Answers whether it could be read. */
export async function drawFormula(
  element: HTMLElement,
  latex: string,
  { isBlock }: { isBlock: boolean },
): Promise<boolean> {
  if (latex.length > longestFormula) {
    element.textContent = latex.slice(0, longestFormula);
    return false;
  }
  try {
    loading ??= load();
    const katex = await loading;
    katex.render(latex, element, {
      output: "mathml",
      displayMode: isBlock,
      throwOnError: true,
      trust: false,
      strict: "ignore",
      maxSize: 20,
      maxExpand: 200,
    });
    return true;
  } catch {
    // What cannot be read stands there as it was written.
    element.textContent = latex;
    return false;
  }
}
