import { useCallback, useInsertionEffect, useRef } from "react";

/**
 * A function that stays the same one while what it does follows the latest render, for events of parts that are drawn
 * often and should not be drawn again only because a function is new. It is not called while drawing.
 */
export function useLatest<Args extends readonly unknown[], Result>(
  run: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(run);
  useInsertionEffect(() => {
    latest.current = run;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
