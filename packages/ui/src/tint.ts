const tints = 12;

/** One of the twelve palette places for this text, always the same one; FNV-1a, so that near addresses differ. */
export function tintOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const unit of text.toLowerCase()) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return (hash % tints) + 1;
}

const letter = /[\p{L}\p{N}]/u;
const spaceless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Arabic}]/u;

/** One or two letters that stand for a person: first and last word, one letter where two would join or fill the circle. Of an address only what is before the @. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/(?<=\S)@\S*$/u, "")
    .split(/[\s._@-]+/u)
    .flatMap((word) => {
      const first = Array.from(word).find((char) => letter.test(char));
      return first === undefined ? [] : [first];
    });
  const first = words[0];
  if (first === undefined) return "?";
  const last = words.length > 1 ? words.at(-1) : undefined;
  if (last === undefined || spaceless.test(first)) return first.toUpperCase();
  return (first + last).toUpperCase();
}
