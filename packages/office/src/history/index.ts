export { type ComparedBlock, type ComparedPart, compareTexts, type Comparison } from "./compare-texts.ts";
export { markComment, unmarkComments } from "./mark-comment.ts";
export { joinState, type ReadVersion, readVersion, restoreText } from "./read-version.ts";
export { type Settling, settleText } from "./settle-text.ts";
export { templateOf } from "./template.ts";
