import { useEffect, useState } from "react";
import { fetchMade } from "../use-made.ts";
import { decodeText } from "./decode.ts";

export interface Read {
  text: string | null;
  /** Whether more is there than what was read. */
  isCut: boolean;
  error: unknown;
}

/** The text of a file up to so many bytes, without reading more than those. */
export function useText(url: string, mostBytes: number): Read {
  const [state, setState] = useState<Read & { of: string }>({ of: url, text: null, isCut: false, error: null });
  useEffect(() => {
    const stopping = new AbortController();
    readStart(url, { mostBytes, signal: stopping.signal }).then(
      (read) => !stopping.signal.aborted && setState({ of: url, ...read, error: null }),
      (error: unknown) => !stopping.signal.aborted && setState({ of: url, text: null, isCut: false, error }),
    );
    return () => stopping.abort();
  }, [url, mostBytes]);
  return state.of === url ? state : { text: null, isCut: false, error: null };
}

async function readStart(
  url: string,
  { mostBytes, signal }: { mostBytes: number; signal: AbortSignal },
): Promise<{ text: string; isCut: boolean }> {
  const { body } = await fetchMade(url, signal);
  if (!body) return { text: "", isCut: false };
  const reader = body.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    length += value.length;
    if (length <= mostBytes) continue;
    await reader.cancel();
    break;
  }
  const bytes = new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer());
  return { text: decodeText(bytes.subarray(0, mostBytes)), isCut: length > mostBytes };
}
