import type { DragEvent } from "react";
import type { Person } from "../../types.ts";
import { formatPerson } from "../parse-addresses.ts";

/** What is being dragged cannot be read from the event before it is dropped; it never leaves the page. */
let dragged: { people: readonly Person[]; remove: () => void } | null = null;

/** Begins to drag people out of a field. Where they are dropped in another field they leave this one; elsewhere they are text. */
export function dragPeople(
  event: DragEvent,
  { people, remove }: { people: readonly Person[]; remove: () => void },
): void {
  dragged = { people, remove };
  event.dataTransfer.effectAllowed = "copyMove";
  event.dataTransfer.setData("text/plain", people.map(formatPerson).join(", "));
}

export function endDrag(): void {
  dragged = null;
}

/** Whether people are what hangs at the pointer. */
export function arePeopleDragged(): boolean {
  return dragged !== null;
}

/** The people that are dropped, taken out of where they were. */
export function dropPeople(): readonly Person[] {
  const people = dragged?.people ?? [];
  dragged?.remove();
  dragged = null;
  return people;
}
