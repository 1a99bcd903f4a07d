const key = "meet.device";

/** What this browser calls itself, so that it is known when it comes back. */
export function deviceId(): string {
  const kept = window.localStorage.getItem(key);
  if (kept !== null && /^[\w-]{8,64}$/.test(kept)) return kept;
  // Not the API that makes UUIDs: pages without TLS lack that.
  const made = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0"));
  window.localStorage.setItem(key, made.join(""));
  return made.join("");
}
