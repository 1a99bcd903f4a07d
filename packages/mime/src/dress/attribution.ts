/** "Wrote" as mail programs put it into the line above a quote. */
const wrote =
  /\b(?:wrote|writes|schrieb|a écrit|écrit|escribió|ha escrito|scrisse|ha scritto|escreveu|schreef|skrev|kirjoitti|napisał(?:\(a\))?|napsal(?:\(a\))?|napísal|írta|a scris|yazdı|написал(?:\(а\))?|писал(?:\(а\))?|пише|έγραψε)\b|写道|写到|寫道|のメール|님이 작성|כתב|كتب/iu;
const longestLine = 400;

/** `On 24 November, Ann wrote:` in any language: it ends with a colon and names an address, a time, a year, or the act of writing. */
export function isAttribution(line: string): boolean {
  const text = line.trim();
  if (text.length > longestLine || !/[:：]$/.test(text)) return false;
  return /@|\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b/.test(text) || wrote.test(text);
}

/** Lines that plain text puts between an answer and what is answered, without quoting it: `-----Original Message-----`, or Outlook's rule with a head below. */
export const separator =
  /^[ \t]*-{3,}[ \t]?\p{L}[\p{L} ]{3,40}[ \t]?-{3,}[ \t]*(?=\r?\n|$)|^_{20,}[ \t]*\r?\n\s*\p{L}[^\n:]{1,20}:[^\n]*\r?\n\s*\p{L}[^\n:]{1,20}:/mu;
