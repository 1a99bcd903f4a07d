import type { Tag } from "./api.ts";

export interface TagLine {
  tag: Tag;
  /** How many tags it lies below: "Town/Press" lies below "Town". */
  depth: number;
  /** Its name without those of the tags above it. */
  label: string;
}

/** Tags as lines of a tree, in the order of their names; a name whose upper part is no tag stays whole. */
export function linesOfTags(tags: readonly Tag[]): TagLine[] {
  const known = new Set(tags.map((tag) => tag.name.toLowerCase()));
  return tags.map((tag) => {
    const parts = tag.name.split("/");
    const above = parts
      .slice(0, -1)
      .map((_, at) => parts.slice(0, at + 1).join("/"))
      .filter((name) => known.has(name.toLowerCase()));
    const nearest = above.at(-1);
    return { tag, depth: above.length, label: nearest === undefined ? tag.name : tag.name.slice(nearest.length + 1) };
  });
}
