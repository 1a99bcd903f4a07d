import { TRPCClientError } from "@trpc/client";
import type { WhenTaken } from "./upload-store.ts";

const spoken = { "tus-resumable": "1.0.0", "x-carbyne": "1" };
/** Smaller than what servers in front of ours take at once, and large enough to be fast. */
const pieceBytes = 32 * 1024 * 1024;

const base64 = (text: string) => btoa(String.fromCodePoint(...new TextEncoder().encode(text)));

interface Asked {
  method: "POST" | "HEAD" | "PATCH";
  url: string;
  headers: Record<string, string>;
  body?: Blob;
  signal: AbortSignal;
  onProgress?: (sentBytes: number) => void;
}

interface Answer {
  location: string | null;
  offset: number;
  /** What became of it, once it is whole. */
  nodeId: string | null;
}

/** Asks the server; XMLHttpRequest because nothing else tells how much of a body has gone out. */
function ask({ method, url, headers, body, signal, onProgress }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries({ ...spoken, ...headers })) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => onProgress?.(event.loaded));
    request.addEventListener("error", () => reject(new TypeError("network")));
    request.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300)
        resolve({
          location: request.getResponseHeader("location"),
          offset: Number(request.getResponseHeader("upload-offset") ?? 0),
          nodeId: request.getResponseHeader("carbyne-node"),
        });
      else reject(refusalOf(request));
    });
    signal.addEventListener("abort", () => request.abort());
    request.send(body ?? null);
  });
}

/** What the server refused with, as its procedures refuse; an answer of something in between is as if there was none. */
function refusalOf(request: XMLHttpRequest): Error {
  try {
    const answer: unknown = JSON.parse(request.responseText);
    const refusal = typeof answer === "object" && answer !== null && "refusal" in answer ? answer.refusal : null;
    return TRPCClientError.from({ error: { code: -32603, message: "refused", data: { refusal } } });
  } catch {
    return request.status === 404 || request.status === 410 ? new RangeError("gone") : new TypeError("network");
  }
}

export interface Sending {
  /** Where uploads are begun. */
  endpoint?: string;
  file: Blob;
  name: string;
  parentId: string | null;
  whenTaken: WhenTaken;
  /** Of one that was begun before. */
  url: string | null;
  signal: AbortSignal;
  onUrl: (url: string) => void;
  /** Puts what came whole into its folder. */
  complete: (id: string) => Promise<string>;
  onProgress: (sentBytes: number) => void;
}

/** Sends a file, or goes on with one, to its end; answers what became of it. */
export async function sendFile(sending: Sending): Promise<string | null> {
  const { file, signal, onProgress } = sending;
  let { url } = sending;
  let offset = 0;
  if (url !== null) {
    const stand = await ask({ method: "HEAD", url, headers: {}, signal });
    if (stand.nodeId !== null) return stand.nodeId;
    ({ offset } = stand);
    onProgress(offset);
    // It came whole and waits for what is to be done with its name.
    if (offset >= file.size) return sending.complete(url.split("/").at(-1) ?? "");
  } else {
    const begun = await begin(sending);
    if (begun.nodeId !== null) return begun.nodeId;
    url = begun.location ?? "";
    sending.onUrl(url);
    ({ offset } = begun);
  }
  for (;;) {
    const from = offset;
    const answer = await ask({
      method: "PATCH",
      url,
      headers: { "content-type": "application/offset+octet-stream", "upload-offset": String(from) },
      body: file.slice(from, from + pieceBytes),
      signal,
      onProgress: (sent) => onProgress(from + sent),
    });
    ({ offset } = answer);
    onProgress(offset);
    if (offset >= file.size) return answer.nodeId;
  }
}

/** What is not larger goes with the first question. */
const atOnceBytes = 256 * 1024;

function begin({
  endpoint = "/file-uploads",
  file,
  name,
  parentId,
  whenTaken,
  signal,
  onProgress,
}: Sending): Promise<Answer> {
  const said = { filename: name, whentaken: whenTaken, ...(parentId === null ? {} : { parentid: parentId }) };
  const metadata = Object.entries(said).map(([key, value]) => `${key} ${base64(value)}`);
  const isSmall = file.size <= atOnceBytes;
  return ask({
    method: "POST",
    url: endpoint,
    headers: {
      "upload-length": String(file.size),
      "upload-metadata": metadata.join(","),
      ...(isSmall ? { "content-type": "application/offset+octet-stream" } : {}),
    },
    ...(isSmall ? { body: file } : {}),
    signal,
    ...(isSmall ? { onProgress } : {}),
  });
}
