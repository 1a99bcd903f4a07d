import { RE2JS, RE2JSException } from "re2js";

/**
 * A regular expression that takes time in proportion to the text whatever it says: RE2 has no backtracking, so neither `(x+)+y` nor anything else can
 * stop delivery. The syntax is a superset of POSIX extended expressions, which draft-ietf-sieve-regex asks for; back references are refused.
 */
export interface Regex {
  /** The leftmost longest match and its groups, null when there is none. */
  exec(text: string): string[] | null;
  /** Instructions of it: what a character of text costs at most. */
  readonly size: number;
}

/** Compiles a pattern; a part that is not understood comes back instead. */
export function compileRegex(
  pattern: string,
  options: { ignoresCase: boolean; maxLength: number; maxSize: number },
): Regex | { part: string } | "too-large" {
  if (pattern.length > options.maxLength) return "too-large";
  try {
    // The dot and `^` are those of POSIX: any character, and the beginning of the text only.
    const flags = RE2JS.LONGEST_MATCH | RE2JS.DOTALL | (options.ignoresCase ? RE2JS.CASE_INSENSITIVE : 0);
    const compiled = RE2JS.compile(pattern, flags);
    const size = compiled.programSize();
    if (size > options.maxSize) return "too-large";
    return {
      size,
      exec(text) {
        const matcher = compiled.matcher(text);
        if (!matcher.find()) return null;
        return Array.from({ length: compiled.groupCount() + 1 }, (_, group) => matcher.group(group) ?? "");
      },
    };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return { part: /`([^]*)`$/.exec(error.message)?.[1] ?? pattern };
  }
}
