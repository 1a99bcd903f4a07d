import { useEffect } from "react";

type Listener = (line: number, align?: "auto" | "start") => void;
const listeners = new Map<string, Listener>();

/** Asks the list of that name, wherever it is drawn, to go to a line and put it at the top. */
export function goToLine(listName: string, line: number): void {
  listeners.get(listName)?.(line, "start");
}

/** Does what others ask of this list. */
export function useLineRequests(listName: string, go: Listener): void {
  useEffect(() => {
    listeners.set(listName, go);
    return () => {
      if (listeners.get(listName) === go) listeners.delete(listName);
    };
  }, [listName, go]);
}
