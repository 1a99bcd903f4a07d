import { useEffect } from "react";
import { useLatest } from "../../../client/latest.ts";

/** What went by faster was not seen. */
const seenMs = 300;

/** Tells how far one has seen, once the page is in front. */
export function useToldSeen(number: number | undefined, onSeen: ((number: number) => void) | undefined): void {
  const tell = useLatest(() => {
    if (number !== undefined && document.visibilityState === "visible" && document.hasFocus()) onSeen?.(number);
  });
  useEffect(() => {
    const timer = window.setTimeout(tell, seenMs);
    return () => window.clearTimeout(timer);
  }, [tell, number]);
  useEffect(() => {
    document.addEventListener("visibilitychange", tell);
    window.addEventListener("focus", tell);
    return () => {
      document.removeEventListener("visibilitychange", tell);
      window.removeEventListener("focus", tell);
    };
  }, [tell]);
}
