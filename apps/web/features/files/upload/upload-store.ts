import { useSyncExternalStore } from "react";
import { isUnreachable, refusalOf } from "../../../client/words.ts";
import { filesServer } from "../api.ts";
import { sendFile } from "./tus.ts";

export type WhenTaken = "refuse" | "both" | "replace";
export type UploadState = "waiting" | "sending" | "paused" | "offline" | "taken" | "failed" | "done";

/** A file on its way. It goes on when its person goes to another page, as long as the tab is open. */
export interface FileUpload {
  key: number;
  name: string;
  /** Where it goes; null is home. */
  parentId: string | null;
  sizeBytes: number;
  sentBytes: number;
  state: UploadState;
  error: unknown;
  /** What the server calls it, once it knows of it. */
  uploadId: string | null;
  nodeId: string | null;
}

interface Work {
  file: File;
  /** Where it is sent; one's own place for uploads when missing. */
  endpoint?: string;
  whenTaken: WhenTaken;
  url: string | null;
  stop: AbortController | null;
}

const atOnce = 3;
const pausesMs = [1_000, 2_000, 5_000, 10_000, 20_000];

let uploads: readonly FileUpload[] = [];
const works = new Map<number, Work>();
const listeners = new Set<() => void>();
let nextKey = 1;
/** Told when a file is in its folder. */
let onDone: () => void = () => {};

function tell(next: readonly FileUpload[]): void {
  uploads = next;
  for (const listener of listeners) listener();
}

function change(key: number, part: Partial<FileUpload>): void {
  tell(uploads.map((one) => (one.key === key ? { ...one, ...part } : one)));
}

/** What is on its way out of this tab, and what has arrived. */
export function useFileUploads(): readonly FileUpload[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => uploads,
    () => uploads,
  );
}

export function watchUploads(listener: () => void): () => void {
  onDone = listener;
  return () => {
    onDone = () => {};
  };
}

const idIn = (url: string | null) => url?.split("/").at(-1) ?? null;

/** Puts files into the queue, and answers what they are called there; one that was begun elsewhere goes on where it was. */
export function addUploads(
  files: readonly {
    file: File;
    name: string;
    parentId: string | null;
    whenTaken: WhenTaken;
    url?: string;
    endpoint?: string;
  }[],
): number[] {
  const added = files.map(({ file, name, parentId, whenTaken, url: begun, endpoint }): FileUpload => {
    const key = nextKey++;
    const url = begun ?? begunBefore(file, endpoint ?? parentId);
    works.set(key, { file, whenTaken, url, stop: null, ...(endpoint === undefined ? {} : { endpoint }) });
    return {
      key,
      name,
      parentId,
      sizeBytes: file.size,
      sentBytes: 0,
      state: "waiting",
      error: null,
      uploadId: idIn(url),
      nodeId: null,
    };
  });
  tell([...uploads, ...added]);
  window.addEventListener("beforeunload", warn);
  next();
  return added.map((one) => one.key);
}

function warn(event: BeforeUnloadEvent): void {
  if (uploads.some((one) => one.state === "sending" || one.state === "waiting" || one.state === "offline"))
    event.preventDefault();
}

/** Begins as many as may be sent at once. */
function next(): void {
  const busy = uploads.filter((one) => one.state === "sending" || one.state === "offline").length;
  for (const upload of uploads.filter((one) => one.state === "waiting").slice(0, Math.max(0, atOnce - busy)))
    void send(upload);
}

async function send({ key, name, parentId }: FileUpload): Promise<void> {
  const work = works.get(key);
  if (!work) return;
  const stop = new AbortController();
  work.stop = stop;
  change(key, { state: "sending", error: null });
  try {
    for (let tries = 0; ; tries++) {
      try {
        const before = work.url;
        const nodeId = await sendFile({
          ...work,
          name,
          parentId,
          signal: stop.signal,
          complete: async (id) => (await filesServer.completeUpload({ id, whenTaken: work.whenTaken })).nodeId,
          onUrl: (url) => {
            work.url = url;
            change(key, { uploadId: idIn(url) });
            remember(work.file, work.endpoint ?? parentId, url);
          },
          onProgress(sentBytes) {
            tries = 0;
            change(key, { sentBytes, state: "sending" });
          },
        }).catch((error: unknown) => {
          // What was begun long ago is no longer there: it begins anew.
          if (before !== null && isGone(error)) {
            work.url = null;
            change(key, { uploadId: null });
            return undefined;
          }
          throw error;
        });
        if (nodeId === undefined) continue;
        forget(work.file, work.endpoint ?? parentId);
        works.delete(key);
        change(key, { state: "done", nodeId, sentBytes: work.file.size });
        onDone();
        return;
      } catch (error) {
        if (stop.signal.aborted || !isPassing(error)) throw error;
        change(key, { state: "offline" });
        await rest(pausesMs[Math.min(tries, pausesMs.length - 1)] ?? 0, stop.signal);
        if (stop.signal.aborted) throw error;
      }
    }
  } catch (error) {
    if (!stop.signal.aborted)
      change(key, { state: refusalOf(error)?.reason === "node-name-taken" ? "taken" : "failed", error });
  } finally {
    next();
  }
}

/** The network, or a server that is just being started: nothing that is said about the file. */
const isPassing = (error: unknown) =>
  error instanceof TypeError ||
  isUnreachable(error) ||
  refusalOf(error)?.kind === "busy" ||
  refusalOf(error)?.reason === "upload-gap";
const isGone = (error: unknown) => error instanceof RangeError || refusalOf(error)?.reason === "upload-unknown";

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(done, ms);
    function done() {
      window.clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    }
    window.addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}

/** Stops sending; what was sent stays with the server. */
export function pauseUpload(key: number): void {
  works.get(key)?.stop?.abort();
  change(key, { state: "paused" });
}

/** Goes on with one that was paused or has failed, and does with a taken name as it is told. */
export function resumeUpload(key: number, whenTaken?: WhenTaken): void {
  const work = works.get(key);
  if (!work) return;
  if (whenTaken !== undefined) work.whenTaken = whenTaken;
  change(key, { state: "waiting", error: null });
  next();
}

/** Stops an upload and takes it off the list; answers what the server calls it, so that it can be given up there. */
export function dropUpload(key: number): string | null {
  const work = works.get(key);
  const upload = uploads.find((one) => one.key === key);
  const id = idIn(work?.url ?? null);
  work?.stop?.abort();
  if (work && upload) forget(work.file, work.endpoint ?? upload.parentId);
  works.delete(key);
  tell(uploads.filter((one) => one.key !== key));
  next();
  return id;
}

/** Takes what has arrived off the list. */
export function clearDone(): void {
  tell(uploads.filter((one) => one.state !== "done"));
}

// A file that is chosen again after a reload goes on where it was: the address of its upload is kept until it has arrived.
const keptKey = "files.uploads";
const mostKept = 200;

function kept(): Record<string, string> {
  try {
    return JSON.parse(window.localStorage.getItem(keptKey) ?? "{}") as Record<string, string>;
  } catch {
    return {};
  }
}

const nameOf = (file: File, place: string | null) =>
  `${place ?? "home"}/${file.name}/${file.size}/${file.lastModified}`;

function begunBefore(file: File, place: string | null): string | null {
  return kept()[nameOf(file, place)] ?? null;
}

function remember(file: File, place: string | null, url: string): void {
  const entries = [...Object.entries(kept()), [nameOf(file, place), url] as const].slice(-mostKept);
  window.localStorage.setItem(keptKey, JSON.stringify(Object.fromEntries(entries)));
}

function forget(file: File, place: string | null): void {
  const { [nameOf(file, place)]: _, ...rest } = kept();
  window.localStorage.setItem(keptKey, JSON.stringify(rest));
}
