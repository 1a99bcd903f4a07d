export { emptyForm, formOf, queryOf, type SearchForm } from "./form.ts";
export { type Operator, operators, parseQuery, type Query } from "./parse.ts";
export { printQuery } from "./print.ts";
export { type Problem, problemsOf } from "./problems.ts";
export { parseDay, parseSize, parseSpan } from "./values.ts";
export { type Wanted, wantedOf, wordsOf } from "./words-of.ts";
export { flagWords, kindWords, otherFlagWords, otherKindWords } from "./words.ts";
