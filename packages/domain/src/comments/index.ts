export { addComment, beginThread, replyToComment } from "./add-comment.ts";
export { deleteComment, editComment, restoreComment } from "./change-comment.ts";
export { type CommentsPage, findMentionable, getThread, listComments } from "./list-comments.ts";
export type { CommentView, ThreadView } from "./read-threads.ts";
export { reopenThread, resolveThread } from "./resolve-thread.ts";
