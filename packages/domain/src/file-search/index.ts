export { indexFiles } from "./index-files.ts";
export { type FileExcerpt, fileExcerpts, searchFiles } from "./search-files.ts";
