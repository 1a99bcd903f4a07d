import { runsOf } from "./fold.ts";

/** What stands before a word in the index to say where it was: a sender's name is found by `from:`, and as a word like any other. */
export const marks = {
  from: "zzf",
  to: "zzt",
  cc: "zzc",
  bcc: "zzb",
  subject: "zzs",
  filename: "zzn",
  list: "zzl",
  has: "zzh",
  /** Begins the text of an attached document, with its number among the names. */
  document: "zzd",
} as const;
export type MarkedField = keyof typeof marks;

/** Words of a field with its mark before each. */
export function markedWords(field: MarkedField, text: string): string[] {
  return Array.from(runsOf(text), ({ words }) => words.map((word) => marks[field] + word)).flat();
}
