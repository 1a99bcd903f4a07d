import { type ParseResult, parseScript } from "@carbyne/sieve";

const most = 200;
const known = new Map<string, ParseResult>();

/** A script as it was parsed; the ones that ran lately are remembered, since every delivery asks for one. */
export function parsed(text: string): ParseResult {
  const found = known.get(text) ?? parseScript(text);
  // Put at the end: the one at the front has not been asked for the longest.
  known.delete(text);
  known.set(text, found);
  const [oldest] = known.keys();
  if (known.size > most && oldest !== undefined) known.delete(oldest);
  return found;
}
