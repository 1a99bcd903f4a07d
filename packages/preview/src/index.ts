export { type Family, type Kind, kindOf } from "./kind.ts";
export { mostBytes } from "./limits.ts";
export { canMake, makePreview, makerVersion } from "./make.ts";
export type { Made, Outcome, Reason } from "./outcome.ts";
export { missingTools } from "./tools.ts";
export {
  allPages,
  keyOf,
  type OfficeWant,
  type PagesWant,
  pictureFormats,
  type PictureWant,
  qualities,
  type Want,
  wantOf,
} from "./want.ts";
