export { fill, type Words, wordsOf } from "./words.ts";
