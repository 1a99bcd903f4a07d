import type { Address, Part } from "@carbyne/mime";

/** Where a mailing list takes what is written to all of it, RFC 2369 §3.4; null when it takes nothing. */
export function listPost(part: Part): Address | null {
  const address = /<\s*mailto:([^<>?\s]{3,320})/i.exec(part.unfolded("list-post") ?? "")?.[1];
  return address ? { name: "", address: decoded(address) } : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
