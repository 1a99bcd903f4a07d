import { forgetDocuments } from "../docs/connection/kept-here.ts";
import { forgetOpened } from "./opened-files.ts";

/** What a browser keeps of an account for when there is no network, each kind in a store of its own. */
export type StoreName = "answers" | "bodies" | "waiting";

const databaseName = "carbyne-offline";

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
    request.onupgradeneeded = () => {
      for (const name of ["answers", "bodies", "waiting"] satisfies StoreName[])
        request.result.createObjectStore(name, { keyPath: "id" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's store failed"));
  });
  return opened;
}

async function store(name: StoreName, mode: IDBTransactionMode): Promise<IDBObjectStore> {
  return (await database()).transaction(name, mode).objectStore(name);
}

/** Whatever is kept says whose it is and when it was kept, in ms since 1970. */
export interface Kept {
  id: string;
  accountId: string;
  at: number;
}

/** Keeps something, in place of what was kept under its id. */
export async function keep<Thing extends Kept>(name: StoreName, kept: Thing): Promise<void> {
  await asked((await store(name, "readwrite")).put(kept));
}

/** Lets go of something. */
export async function drop(name: StoreName, id: string): Promise<void> {
  await asked((await store(name, "readwrite")).delete(id));
}

/** One thing of an account. */
export async function find<Thing extends Kept>(name: StoreName, { id, accountId }: Omit<Kept, "at">) {
  const found = (await asked((await store(name, "readonly")).get(id))) as Thing | undefined;
  return found?.accountId === accountId ? found : null;
}

/** Everything of one kind, the oldest first. */
export async function listAll<Thing extends Kept>(name: StoreName): Promise<Thing[]> {
  const all = (await asked((await store(name, "readonly")).getAll())) as Thing[];
  return all.sort((one, other) => one.at - other.at);
}

/** Keeps no more than so many, the newest. */
export async function trim(name: StoreName, most: number): Promise<void> {
  const all = await listAll(name);
  for (const { id } of all.slice(0, Math.max(0, all.length - most))) await drop(name, id);
}

/** Takes everything away, as when somebody signs out. */
export async function forgetAll(): Promise<void> {
  for (const name of ["answers", "bodies", "waiting"] satisfies StoreName[])
    await asked((await store(name, "readwrite")).clear());
  await forgetDocuments();
  await forgetOpened();
}

/** Lets go of what can be read again: of everybody, or of everybody but one. What waits to be sent stays, and nobody else sees it. */
export async function forgetRead(exceptAccountId?: string): Promise<void> {
  for (const name of ["answers", "bodies"] satisfies StoreName[])
    for (const kept of await listAll(name)) if (kept.accountId !== exceptAccountId) await drop(name, kept.id);
  await forgetDocuments(exceptAccountId);
  await forgetOpened(exceptAccountId);
}
