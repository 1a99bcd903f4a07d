import { useSyncExternalStore } from "react";

export type Overlay = "palette" | "shortcuts" | null;

let overlay: Overlay = null;
const listeners = new Set<() => void>();

/** Opens one of the layers that belong to the whole application, or closes it. */
export function setOverlay(next: Overlay): void {
  overlay = next;
  for (const listener of listeners) listener();
}

export const openPalette = (): void => setOverlay("palette");
export const openShortcuts = (): void => setOverlay("shortcuts");

export function useOverlay(): Overlay {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => overlay,
    () => null,
  );
}
