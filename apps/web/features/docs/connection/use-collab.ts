import { useEffect, useState, useSyncExternalStore } from "react";
import { type Collab, type CollabOptions, type CollabState, createCollab } from "./collab.ts";

const opening: CollabState = { isLoaded: false, isOnline: false, isSaved: false, ended: null };
const never = () => () => undefined;

/** A document that is open as long as the component is there; null at first. Another one wants another component. */
export function useCollab(options: CollabOptions): { collab: Collab | null; state: CollabState } {
  const [collab, setCollab] = useState<Collab | null>(null);
  useEffect(() => {
    const opened = createCollab(options);
    setCollab(opened);
    return () => opened.destroy();
    // What a document is opened with does not change under it.
  }, []);
  const state = useSyncExternalStore(collab?.subscribe ?? never, collab?.state ?? (() => opening), () => opening);
  return { collab, state };
}
