const prefix = "tag:";

/** The word by which the page of a tag is addressed. */
export function boxOfTag(keyword: string): string {
  return prefix + keyword;
}

/** The keyword of the tag whose page a place is; null when it is another place. */
export function tagOfBox(box: string): string | null {
  return box.startsWith(prefix) && box.length > prefix.length ? box.slice(prefix.length) : null;
}
