export { endListGrants, followAllLists, followLists } from "./follow-lists.ts";
