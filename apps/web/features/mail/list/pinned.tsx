import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { listOf, listServer } from "../api.ts";
import { hasPinsApart, type ListKey } from "../list-key.ts";
import { pinnedKey } from "../stale.ts";
import type { ConversationRow } from "../types.ts";

const none: readonly ConversationRow[] = [];
const most = 100;

/** What is pinned in the place of a list; kept true by live changes. */
export function usePinned(key: ListKey | null): readonly ConversationRow[] {
  const isAsked = key !== null && hasPinsApart(key);
  const { data } = useQuery({
    queryKey: [...pinnedKey, key],
    enabled: isAsked,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<readonly ConversationRow[]> =>
      key ? (await listServer.page({ ...listOf(key), pins: "only", limit: most })).items : none,
  });
  return (isAsked && data) || none;
}

/** What is pinned, above the rest of the list: it does not scroll away, and takes no more than half of the room. */
export function PinnedSection(props: {
  rows: readonly ConversationRow[];
  lineHeight: number;
  render: (row: ConversationRow) => ReactNode;
}) {
  const { rows, lineHeight, render } = props;
  const t = useTranslations("list");
  if (rows.length === 0) return null;
  return (
    <div className="max-h-1/2 shrink-0 overflow-y-auto border-b border-strong">
      <h2 className="flex h-8 items-end px-4 pb-1.5 text-12 font-semibold text-faint">{t("pinned")}</h2>
      <ul aria-label={t("pinned")}>
        {rows.map((row) => (
          <li key={row.id} style={{ height: lineHeight }}>
            {render(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}
