export { changeSpace } from "./change-space.ts";
