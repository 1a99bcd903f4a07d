import { useEffect, useState } from "react";
import { Unshown } from "./unshown.ts";

const again = { leastMs: 500, mostMs: 3000 };
/** A conversion has a minute and a half, and may wait behind others. */
const patienceMs = 240_000;

/** Fetches what the server makes, however long that takes. Throws why it cannot be shown. */
export async function fetchMade(url: string, signal: AbortSignal): Promise<Response> {
  const until = performance.now() + patienceMs;
  for (let asked = 0; performance.now() < until; asked++) {
    const answer = await fetch(url, { signal });
    if (answer.status === 200 || answer.status === 206) return answer;
    if (answer.status !== 202) throw await unshownOf(answer);
    await pause(Math.min(again.mostMs, again.leastMs * (asked + 1)), signal);
  }
  throw new Unshown("preview-too-long");
}

async function unshownOf(answer: Response): Promise<Unshown> {
  try {
    const body: unknown = await answer.json();
    const refusal = typeof body === "object" && body !== null && "refusal" in body ? body.refusal : null;
    if (typeof refusal === "object" && refusal !== null && "reason" in refusal) {
      const params = "params" in refusal ? (refusal.params as Record<string, string | number>) : {};
      return new Unshown(String(refusal.reason), params);
    }
  } catch {
    // No words of ours: a proxy answered.
  }
  return new Unshown("");
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("", "AbortError"));
    });
  });
}

export interface Made<Value> {
  value: Value | null;
  /** Why there is none, and will be none. */
  error: unknown;
}

/** What is read from what lies at an address: asked for while the component is there. */
export function useFetched<Value>(url: string, read: (answer: Response) => Promise<Value>): Made<Value> {
  const [made, setMade] = useState<Made<Value> & { of: string }>({ of: url, value: null, error: null });
  useEffect(() => {
    const stopping = new AbortController();
    fetchMade(url, stopping.signal)
      .then(read)
      .then(
        (value) => !stopping.signal.aborted && setMade({ of: url, value, error: null }),
        (error: unknown) => !stopping.signal.aborted && setMade({ of: url, value: null, error }),
      );
    return () => stopping.abort();
  }, [url, read]);
  return made.of === url ? made : { value: null, error: null };
}
