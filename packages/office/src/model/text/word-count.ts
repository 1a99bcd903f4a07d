/** How words are found, by locale: it is dear to make. */
const segmenters = new Map<string, Intl.Segmenter>();

/** Words as a person would count them, in languages with spaces and without. */
export function wordCount(words: string, locale = ""): number {
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale || undefined, { granularity: "word" });
  segmenters.set(locale, segmenter);
  let count = 0;
  for (const { isWordLike } of segmenter.segment(words)) if (isWordLike) count++;
  return count;
}
