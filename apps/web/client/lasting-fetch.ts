/** So many bytes of bodies may be under way in requests that outlive their page; Fetch Standard §4.6 refuses more than 64 KiB. */
const mostBytes = 48_000;
let bytesUnderWay = 0;

type Ask = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Asks the server so that a change that was shown as done is done even when the page is left or loaded anew right after it. What only reads ends with
 * its page, and so does what is too long to outlive it.
 */
export async function lastingFetch(url: string, init: RequestInit, ask: Ask = fetch): Promise<Response> {
  const { body } = init;
  if (init.method !== "POST" || typeof body !== "string") return ask(url, init);
  // At most three bytes for each unit of UTF-16.
  const bytes = body.length * 3;
  if (bytesUnderWay + bytes > mostBytes) return ask(url, init);
  bytesUnderWay += bytes;
  try {
    return await ask(url, { ...init, keepalive: true });
  } finally {
    bytesUnderWay -= bytes;
  }
}
