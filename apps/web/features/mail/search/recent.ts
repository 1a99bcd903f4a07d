import { useCallback, useMemo } from "react";
import { useStored } from "../../../client/stored.ts";
import { useMe } from "../../session/me.ts";

const most = 8;

/** What this person searched for lately in this browser, the latest first. */
export function useRecentSearches(): {
  recent: readonly string[];
  remember: (text: string) => void;
  forget: () => void;
} {
  const me = useMe();
  const [stored, store] = useStored(`mail.searches.${me.account.id}`);
  const recent = useMemo(() => listOf(stored), [stored]);
  const remember = useCallback(
    (text: string) => store(JSON.stringify([text, ...recent.filter((one) => one !== text)].slice(0, most))),
    [recent, store],
  );
  const forget = useCallback(() => store(null), [store]);
  return { recent, remember, forget };
}

function listOf(stored: string | null): string[] {
  try {
    const list: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}
