export type { NoticeKind, NoticeParams } from "./kinds.ts";
export { type Chosen, clearNotices, listNotices, markNoticesRead, type Notice, restoreNotices } from "./notices.ts";
export { addNotice, type NewNotice, tellNotice } from "./tell-notice.ts";
