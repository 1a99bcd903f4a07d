/** Words that speak of something enclosed, in the languages of the product: English, German, Italian, French, Spanish, Arabic. */
const words = [
  /\battach(?:ed|ing|ment|ments)?\b/iu,
  /\benclosed\b/iu,
  /(?<!\p{L})(?:im |als )anhang(?!\p{L})/iu,
  /(?<!\p{L})anh(?:ä|ae)ng(?:e|en)?(?!\p{L})/iu,
  /(?<!\p{L})(?:angeh(?:ä|ae)ngt|beigef(?:ü|ue)gt|beiliegend)\p{L}*/iu,
  /(?<!\p{L})anbei(?!\p{L})/iu,
  /(?<!\p{L})allegat[oaie](?!\p{L})/iu,
  /(?<!\p{L})alleg(?:o|hiamo)(?!\p{L})/iu,
  /(?<!\p{L})(?:ci-joint|pi[èe]ces? jointes?|en annexe)(?:e|s|es)?(?!\p{L})/iu,
  /(?<!\p{L})(?:je joins|nous joignons|en pj)(?!\p{L})/iu,
  /(?<!\p{L})adjunt(?:o|a|os|as|amos|é|e)(?!\p{L})/iu,
  /(?<!\p{L})anex(?:o|a|os|as)(?!\p{L})/iu,
  /مرفق|المرفق|أرفق|ارفق|مرفقات|طيه/u,
];

/** Whether a text speaks of an attachment. */
export function mentionsAttachment(text: string): boolean {
  return words.some((word) => word.test(text));
}
