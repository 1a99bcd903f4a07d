import type { Dates } from "../../../client/dates.ts";
import type { Density } from "../../settings/api.ts";
import type { ConversationRow } from "../types.ts";

export type ListItem = { kind: "day"; label: string } | { kind: "row"; row: ConversationRow };

/** Rows under a heading for each day, as far as days matter, then for each month. */
export function itemsOf(rows: readonly ConversationRow[], dates: Dates): ListItem[] {
  const items: ListItem[] = [];
  let group = "";
  for (const row of rows) {
    const label = dates.group(row.date);
    if (label !== group) items.push({ kind: "day", label });
    group = label;
    items.push({ kind: "row", row });
  }
  return items;
}

export function keyOfItem(item: ListItem): string {
  return item.kind === "day" ? `day ${item.label}` : item.row.id;
}

/** The height of each kind of line, so that nothing has to be measured. */
export function heights(density: Density, isNarrow: boolean): (item: ListItem) => number {
  const row = density === "compact" ? (isNarrow ? 44 : 36) : isNarrow ? 67 : 60;
  return (item) => (item.kind === "day" ? 32 : row);
}
