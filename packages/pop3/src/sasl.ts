export type Credentials = { readonly user: string; readonly password: string };

/** The response of PLAIN (RFC 4616): identity to act as, user, password. Null when it is none, or names another identity. */
export function readPlain(response: string): Credentials | null {
  const parts = decode(response)?.split("\0");
  const [actAs, user, password] = parts ?? [];
  if (parts?.length !== 3 || !user || !password || (actAs && actAs !== user)) return null;
  return { user, password };
}

/** Base64 as text; null when it is none. */
export function decode(text: string): string | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  return Buffer.from(text, "base64").toString("utf8");
}
