import type { DraftContent } from "../../types.ts";

/** What was written and is not on the server yet, kept in this browser. */
export interface LocalCopy {
  id: string;
  accountId: string;
  draftId?: string;
  version?: string;
  /** Saves since that version whose answers never came. */
  tried?: readonly string[];
  content: DraftContent;
  /** When it was written here, in ms since 1970. */
  at: number;
}

const databaseName = "carbyne-composer";
const storeName = "copies";
/** Without locks nobody knows whether a tab still holds a copy: a tab writes again at least this often while it cannot save. */
const heldMs = 30_000;

function asked<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's store failed"));
  });
}

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's store failed"));
  });
  return opened;
}

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  return (await database()).transaction(storeName, mode).objectStore(storeName);
}

/** Keeps a copy, in place of an earlier one with its id. */
export async function keepCopy(copy: LocalCopy): Promise<void> {
  await asked((await store("readwrite")).put(copy));
}

/** Lets go of a copy. */
export async function dropCopy(id: string): Promise<void> {
  await asked((await store("readwrite")).delete(id));
}

/** Takes everything away that was kept here, as when somebody signs out. */
export async function dropAllCopies(): Promise<void> {
  await asked((await store("readwrite")).clear());
}

function lockName(id: string): string {
  return `carbyne-copy-${id}`;
}

/** Says to other tabs that this one is at a copy, until the answer is called. */
export function holdCopy(id: string): () => void {
  if (!("locks" in navigator)) return () => undefined;
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  // A page that goes away lets go of it by itself.
  navigator.locks.request(lockName(id), () => held).catch(() => undefined);
  return () => release();
}

/** Copies of an account that no tab is at: their tab was closed or died before they were saved. */
export async function orphanedCopies(accountId: string): Promise<LocalCopy[]> {
  const all: LocalCopy[] = await asked((await store("readonly")).getAll());
  const own = all.filter((copy) => copy.accountId === accountId);
  if (!("locks" in navigator)) return own.filter((copy) => Date.now() - copy.at > heldMs);
  const { held = [] } = await navigator.locks.query();
  const names = new Set(held.map((lock) => lock.name));
  return own.filter((copy) => !names.has(lockName(copy.id)));
}
