import type { ConversationRow } from "../types.ts";

export type Mark = boolean | "mixed";

/** On which of the conversations a tag is: all, none or some. */
export function markOf(keyword: string, rows: readonly Pick<ConversationRow, "labels">[]): Mark {
  const having = rows.filter((row) => row.labels.includes(keyword)).length;
  return having === 0 ? false : having === rows.length ? true : "mixed";
}

/** What changes when the marks are as they were chosen. */
export function changeOf(
  chosen: ReadonlyMap<string, boolean>,
  rows: readonly Pick<ConversationRow, "labels">[],
): { add: string[]; remove: string[] } {
  const differs = [...chosen].filter(([keyword, mark]) => markOf(keyword, rows) !== mark);
  return {
    add: differs.filter(([, mark]) => mark).map(([keyword]) => keyword),
    remove: differs.filter(([, mark]) => !mark).map(([keyword]) => keyword),
  };
}
