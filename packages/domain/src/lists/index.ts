export { type Added, addMembers } from "./add-members.ts";
export { changeList } from "./change-list.ts";
export { createList } from "./create-list.ts";
export { deleteList } from "./delete-list.ts";
export { expandList, type FoundList, findLists, type ListedPerson } from "./expand-list.ts";
export { getList, listLists, listMembers, type ListRow, type MemberRow } from "./read-lists.ts";
export { managersOf, mayWrite, reachOf, type Writer } from "./reach.ts";
export { removeMembers } from "./remove-members.ts";
export type { ListReaders, ListSenders } from "./terms.ts";
