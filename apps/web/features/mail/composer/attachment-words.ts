/** Words that speak of something enclosed, in the languages of the product and those beside them. */
const words = [
  /\battach(?:ed|ing|ment|ments)?\b/iu,
  /\benclosed\b/iu,
  /(?<!\p{L})(?:im |als )anhang(?!\p{L})/iu,
  /(?<!\p{L})anh(?:ä|ae)ng(?:e|en)?(?!\p{L})/iu,
  /(?<!\p{L})(?:angeh(?:ä|ae)ngt|beigef(?:ü|ue)gt|beiliegend)\p{L}*/iu,
  /(?<!\p{L})anbei(?!\p{L})/iu,
];

/** Whether a text speaks of an attachment. */
export function mentionsAttachment(text: string): boolean {
  return words.some((word) => word.test(text));
}
