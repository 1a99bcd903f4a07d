import type { Node } from "@tiptap/pm/model";
import { filled, itemContent, make } from "./blocks.ts";

/** A block of a file, with the place in a list that it has there. */
export type Piece =
  | { readonly is: "block"; readonly node: Node }
  | { readonly is: "item"; readonly place: ListPlace; readonly content: readonly Node[] }
  /** More of the item before at a level. */
  | { readonly is: "continued"; readonly level: number; readonly content: readonly Node[] }
  | { readonly is: "quote"; readonly content: readonly Node[] };

export type ListPlace = {
  /** From 0. */
  readonly level: number;
  /** Items of one count together. */
  readonly listId: string;
  /** At the first item with this the count begins anew; null for one that goes on. */
  readonly restartId: string | null;
  readonly isOrdered: boolean;
  readonly start: number;
  readonly type: string | null;
  /** Of an item that can be done; null for any other. */
  readonly isChecked: boolean | null;
};

type Item = { readonly isChecked: boolean | null; readonly blocks: Node[] };
type Open = { readonly place: ListPlace; readonly start: number; readonly items: Item[] };

/** Puts items that stand flat one after the other into lists in lists, and quotes that follow each other together. */
export function assemble(pieces: readonly Piece[]): Node[] {
  const blocks: Node[] = [];
  const open: Open[] = [];
  const counts = new Map<string, number>();
  const restarted = new Set<string>();
  let quote: Node[] = [];

  const last = (list: Open | undefined): Node[] | undefined => list?.items.at(-1)?.blocks;
  const close = (isOver: (list: Open) => boolean) => {
    for (let list = open.at(-1); list && isOver(list); list = open.at(-1)) {
      open.pop();
      (last(open.at(-1)) ?? blocks).push(listOf(list));
    }
  };
  const endQuote = () => {
    if (quote.length > 0) blocks.push(make("blockquote", {}, quote));
    quote = [];
  };
  const item = (place: ListPlace, content: readonly Node[]) => {
    const key = `${place.listId} ${place.level}`;
    const restart = place.restartId === null ? null : `${place.restartId} ${place.level}`;
    const isNew = restart !== null && !restarted.has(restart);
    if (restart !== null) restarted.add(restart);
    if (isNew) counts.delete(key);
    close((list) => list.place.level > place.level);
    close((list) => list.place.level === place.level && (!isSameList(list.place, place) || (isNew && place.isOrdered)));
    if (open.at(-1)?.place.level !== place.level) {
      const counted = counts.get(key);
      open.push({ place, start: counted === undefined ? place.start : counted + 1, items: [] });
    }
    const list = open.at(-1);
    list?.items.push({ isChecked: place.isChecked, blocks: [...content] });
    counts.set(key, (list?.start ?? 1) + (list?.items.length ?? 1) - 1);
    for (const other of counts.keys()) {
      const [id, level] = other.split(" ");
      if (id === place.listId && Number(level) > place.level) counts.delete(other);
    }
  };

  for (const piece of pieces) {
    if (piece.is !== "quote") endQuote();
    if (piece.is === "item") {
      item(piece.place, piece.content);
      continue;
    }
    if (piece.is === "continued") {
      close((list) => list.place.level > piece.level);
      (last(open.at(-1)) ?? blocks).push(...piece.content);
      continue;
    }
    close(() => true);
    if (piece.is === "quote") quote.push(...piece.content);
    else blocks.push(piece.node);
  }
  endQuote();
  close(() => true);
  return blocks;
}

function isSameList(a: ListPlace, b: ListPlace): boolean {
  const isTask = ({ isChecked }: ListPlace) => isChecked !== null;
  return isTask(a) === isTask(b) && a.isOrdered === b.isOrdered && (!a.isOrdered || a.listId === b.listId);
}

function listOf({ place, start, items }: Open): Node {
  if (place.isChecked !== null)
    return make(
      "taskList",
      {},
      items.map(({ isChecked, blocks }) => make("taskItem", { checked: isChecked === true }, itemContent(blocks))),
    );
  const content = items.map(({ blocks }) => make("listItem", {}, itemContent(filled(blocks))));
  return place.isOrdered ? make("orderedList", { start, type: place.type }, content) : make("bulletList", {}, content);
}
