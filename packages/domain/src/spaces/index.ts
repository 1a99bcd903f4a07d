export { changeSpace, changeSpaces } from "./change-space.ts";
