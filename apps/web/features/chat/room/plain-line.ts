import { plainText } from "../markdown/plain.ts";

/** A text as one plain line, with the names of people. */
export function plainLine(text: string, nameOf: (id: string | null) => string | null, everybody: string): string {
  return plainText(text, (mention) =>
    mention.kind === "everyone" ? everybody : mention.kind === "person" ? nameOf(mention.id) : null,
  );
}
