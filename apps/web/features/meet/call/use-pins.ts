import { useCallback, useState } from "react";

/** What is pinned here, by the keys of tiles. */
export function usePins(): [ReadonlySet<string>, (key: string) => void] {
  const [pins, setPins] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (key: string) =>
      setPins((before) => {
        const next = new Set(before);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    [],
  );
  return [pins, toggle];
}
