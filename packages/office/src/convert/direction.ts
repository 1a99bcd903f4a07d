/** Scripts that run from right to left (UAX #9, the classes R and AL). */
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u;

/** Whether words run from right to left, as their first letter does: so the editor has it, and so has HTML (`dir=auto`). */
export function runsRightToLeft(words: string): boolean {
  const letter = /\p{L}/u.exec(words)?.[0];
  return letter !== undefined && rightToLeft.test(letter);
}
