import { useSyncExternalStore } from "react";

/** Whether a media query holds, kept true to the window. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}

/** One pane at a time. */
export function useIsNarrow(): boolean {
  return useMedia("(max-width: 767px)");
}

/** Room for two panes; sidebars fold to icons. */
export function useIsMedium(): boolean {
  return useMedia("(max-width: 1100px)");
}
