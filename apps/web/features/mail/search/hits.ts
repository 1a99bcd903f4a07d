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
