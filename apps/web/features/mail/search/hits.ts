/** A stretch of a text, and whether it is what was searched for. */
export interface Stretch {
  text: string;
  isHit: boolean;
}

/** Without case and accents, one character for each of the text, so that places agree. */
function folded(text: string): string {
  return Array.from(text, (character) => {
    const plain = character
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();
    return plain.length === character.length ? plain : character.toLowerCase().slice(0, character.length);
  }).join("");
}

const letter = /[\p{L}\p{N}]/u;

/** Cuts a text where words begin that were searched for. */
export function splitHits(text: string, words: readonly string[]): Stretch[] {
  const wanted = words.map((word) => folded(word.trim())).filter((word) => word !== "");
  if (wanted.length === 0 || text === "") return [{ text, isHit: false }];
  const plain = folded(text);
  const stretches: Stretch[] = [];
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const isInside = at > 0 && letter.test(plain.charAt(at - 1)) && plain.charAt(at) <= "\u02ff";
    const hit = isInside ? undefined : wanted.find((word) => plain.startsWith(word, at));
    if (hit === undefined) at++;
    else {
      if (at > from) stretches.push({ text: text.slice(from, at), isHit: false });
      stretches.push({ text: text.slice(at, at + hit.length), isHit: true });
      at += hit.length;
      from = at;
    }
  }
  if (from < text.length) stretches.push({ text: text.slice(from), isHit: false });
  return stretches;
}

/** Whether a text shows something of what was searched for. */
export function hasHit(text: string, words: readonly string[]): boolean {
  return splitHits(text, words).some((stretch) => stretch.isHit);
}

/** So much of a line is in sight on every screen. */
const inSight = 24;

/** A text that begins shortly before what was searched for, so that a short line shows it. */
export function fromFirstHit(text: string, words: readonly string[]): string {
  const [before] = splitHits(text, words);
  if (!before || before.isHit || before.text.length === text.length || before.text.length <= inSight) return text;
  const space = text.indexOf(" ", before.text.length - inSight);
  return `…${text.slice(space === -1 || space >= before.text.length ? before.text.length : space + 1)}`;
}
