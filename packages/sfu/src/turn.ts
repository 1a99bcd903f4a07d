import { createHmac } from "node:crypto";

export type TurnServer = { readonly urls: string[]; readonly username: string; readonly credential: string };

/**
 * Credentials for a TURN server (RFC 8656) that shares a secret with us, as coturn's `use-auth-secret` reads them: the name says until when they hold and
 * for whom, the password is the HMAC of the name. Nothing has to be told to that server.
 * @param seconds how long they may be used to begin a relay; one that is there goes on
 */
export function turnServers(given: {
  readonly urls: readonly string[];
  readonly secret: string;
  readonly personId: string;
  readonly now: Date;
  readonly seconds: number;
}): TurnServer[] {
  if (given.urls.length === 0) return [];
  const username = `${Math.floor(given.now.getTime() / 1000) + given.seconds}:${given.personId}`;
  const credential = createHmac("sha1", given.secret).update(username).digest("base64");
  return [{ urls: [...given.urls], username, credential }];
}
