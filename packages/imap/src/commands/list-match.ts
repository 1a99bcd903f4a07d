import type { MailboxEntry } from "../backend.ts";

export interface Listed {
  readonly name: string;
  /** Absent: a name that is subscribed, or above one that is, without a mailbox. */
  readonly mailbox?: MailboxEntry;
  /** Selection options that hold for children, not for the mailbox itself; RECURSIVEMATCH of RFC 5258 §3. */
  readonly childrenMatch: readonly string[];
}

/** What of the tree a LIST shows, sorted by name. */
export function listMatches(
  mailboxes: readonly MailboxEntry[],
  subscribed: ReadonlySet<string>,
  { select, patterns }: { select: ReadonlySet<string>; patterns: readonly string[] },
): Listed[] {
  const matches = matcher(patterns);
  const byName = new Map(mailboxes.map((mailbox) => [mailbox.name, mailbox]));
  const isSelected = (name: string): boolean =>
    (!select.has("SUBSCRIBED") || subscribed.has(name)) &&
    (!select.has("SPECIAL-USE") || byName.get(name)?.use !== undefined);
  const names = new Set(byName.keys());
  for (const name of subscribed) if (select.has("SUBSCRIBED")) names.add(name);
  const selected = [...names].filter(isSelected);
  const found = new Map<string, Set<string>>();
  for (const name of selected) if (matches(name)) found.set(name, new Set());
  // A child that is listed itself needs no parent that points at it. RFC 5258 §3.5.
  const hidden = select.has("RECURSIVEMATCH") ? selected.filter((name) => !matches(name)) : [];
  for (const name of hidden) markParents(name, { matches, found, select });
  return [...found.keys()].sort().map((name) => {
    const mailbox = byName.get(name);
    return { name, childrenMatch: [...(found.get(name) ?? [])], ...(mailbox && { mailbox }) };
  });
}

/** A parent that the pattern reaches is shown for the sake of a selected child. */
function markParents(
  child: string,
  {
    matches,
    found,
    select,
  }: { matches: (name: string) => boolean; found: Map<string, Set<string>>; select: ReadonlySet<string> },
): void {
  for (let slash = child.lastIndexOf("/"); slash > 0; slash = child.lastIndexOf("/", slash - 1)) {
    const parent = child.slice(0, slash);
    if (!matches(parent)) continue;
    const marks = found.get(parent) ?? new Set();
    for (const option of ["SUBSCRIBED", "SPECIAL-USE"]) if (select.has(option)) marks.add(option);
    found.set(parent, marks);
  }
}

/** Names that have mailboxes below them. */
export function childInfo(mailboxes: readonly MailboxEntry[]): Set<string> {
  const parents = new Set<string>();
  for (const { name } of mailboxes)
    for (let slash = name.lastIndexOf("/"); slash > 0; slash = name.lastIndexOf("/", slash - 1))
      parents.add(name.slice(0, slash));
  return parents;
}

/** Whether a name matches one of the patterns: `*` is anything, `%` anything within one level. RFC 9051 §6.3.9. */
export function matcher(patterns: readonly string[]): (name: string) => boolean {
  return (name) => patterns.some((pattern) => matchesPattern(pattern, name));
}

/** Runs through name and pattern once with one way back: a regular expression would take exponential time for `*a*a*a`. */
function matchesPattern(pattern: string, name: string): boolean {
  // Positions of the pattern that the name read so far may have reached.
  let reached = closure(pattern, new Set([0]));
  for (const unit of name.split("")) {
    const next = new Set<number>();
    for (const at of reached) {
      const wanted = pattern[at];
      if (wanted === "*" || (wanted === "%" && unit !== "/")) next.add(at);
      else if (wanted === unit) next.add(at + 1);
    }
    reached = closure(pattern, next);
    if (reached.size === 0) return false;
  }
  return reached.has(pattern.length);
}

function closure(pattern: string, positions: Set<number>): Set<number> {
  for (const at of positions) if (pattern[at] === "*" || pattern[at] === "%") positions.add(at + 1);
  return positions;
}
