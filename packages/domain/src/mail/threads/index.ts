export { nextReturn, returnDue } from "./return-due.ts";
export type { ThreadState } from "./states.ts";
