type Resolve = (name: string, type: string) => Promise<unknown[]>;

/** Records rarely live shorter; one that changed is believed again after this. */
const rememberedMs = 60_000;
const most = 5000;
/** "No such name" and "no such record" are answers too (RFC 2308 §5); every other fault is asked again. */
const negative = new Set(["ENOTFOUND", "ENODATA"]);

/**
 * Asks the same question once a minute at most, and once for all who ask at the same time: each message of a mailing asks for the same records
 * of its sender's domain.
 */
export function rememberAnswers(resolve: Resolve, now: () => number = Date.now): Resolve {
  const known = new Map<string, { readonly answer: Promise<unknown[]>; readonly until: number }>();
  return (name, type) => {
    const key = `${type} ${name.toLowerCase()}`;
    const found = known.get(key);
    if (found && found.until > now()) return found.answer;
    const answer = resolve(name, type);
    const entry = { answer, until: now() + rememberedMs };
    known.delete(key);
    known.set(key, entry);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    answer.catch((error: unknown) => {
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (!negative.has(code) && known.get(key) === entry) known.delete(key);
    });
    return answer;
  };
}
