export { commentsIn } from "./text/comments-in.ts";
export { contentOf, pageOf, type PageSetup, readPage, writePage } from "./text/content.ts";
export { outlineOf, type OutlineEntry } from "./text/outline.ts";
export { plainText } from "./text/plain-text.ts";
export { readText, rewriteText, textUpdate } from "./text/read-text.ts";
export { textExtensions, textSchema } from "./text/schema.ts";
export { wordCount } from "./text/word-count.ts";
export { nameIn, noteName } from "./suggest/people.ts";
export {
  nameOfStranger,
  readSuggestionId,
  strangerNamed,
  type Suggested,
  suggestionId,
} from "./suggest/suggestion-id.ts";
export { rewritesWords } from "./suggest/rewrites-words.ts";
export { settle, type Verdict } from "./suggest/settle.ts";
export { type Suggestion, suggestionsIn } from "./suggest/suggestions-in.ts";
export { CannotSuggest } from "./suggest/proposing.ts";
export { track } from "./suggest/track.ts";
