import { hashSecret, makeSecret } from "../guests/token.ts";

/** Letters of a token that are kept, so that people tell tokens apart. */
const shownLetters = 9;

/** A new token of a bot: shown once, and then known by its hash alone. */
export function makeToken(): { token: string; hash: Buffer; prefix: string } {
  const token = `cbt_${makeSecret()}`;
  return { token, hash: hashSecret(token), prefix: token.slice(0, shownLetters) };
}

/** The same for a webhook, whose token stands in its address. */
export function makeHookToken(): { token: string; hash: Buffer; prefix: string } {
  const token = makeSecret();
  return { token, hash: hashSecret(token), prefix: token.slice(0, 5) };
}
