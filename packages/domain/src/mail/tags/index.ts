export { type CountedTag, createTag, listTags, removeTag, updateTag } from "./tags.ts";
export { keepTags, type Tag } from "./keep-tags.ts";
