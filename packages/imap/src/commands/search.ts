import type { Session } from "../session.ts";
import { matches } from "../search/match.ts";
import { needsOnlyFlags, type Query } from "../search/query.ts";
import { readSearchKeys, toRanges } from "../search/read-search.ts";
import { BadSyntax, NotDone, ok, type Uid } from "../types.ts";
import type { Arguments } from "../wire/arguments.ts";
import { quote } from "../wire/encoder.ts";
import { formatSet } from "../wire/sets.ts";
import type { Call, Command } from "./command.ts";

const returnOptions = ["MIN", "MAX", "ALL", "COUNT", "SAVE"];

/** SEARCH and UID SEARCH, RFC 9051 §6.4.4; what RETURN and SAVE do is §6.4.4.1. */
function searching(by: "uid" | "sequence"): Command {
  return {
    states: ["selected"],
    holdsExpunges: by === "sequence",
    async run(session, args, call) {
      args.space();
      const wanted = readReturn(args);
      const decode = readCharset(args, session);
      let asksModseq = false;
      const onModseq = (): void => {
        asksModseq = true;
        session.enableCondstore();
      };
      const query = readSearchKeys({ args, view: session.view, decode, onModseq });
      args.end();

      let found: readonly Uid[];
      try {
        found = await find(session, query);
      } catch (error) {
        // A search that failed leaves an empty result behind. RFC 9051 §6.4.4.1.
        if (wanted?.has("SAVE")) session.view.saved = [];
        throw error;
      }
      if (wanted?.has("SAVE")) session.view.saved = toRanges(kept(found, wanted));
      const told = wanted ? kept(found, wanted) : found;
      const result = { found, by, modseq: asksModseq ? newest(session, told) : 0 };
      if (wanted || session.isRev2) tellExtended(session, { ...result, wanted: wanted ?? new Set(), call });
      else tellPlain(session, result);
      return ok("searched");
    },
  };
}

export const search = searching("sequence");
export const uidSearch = searching("uid");

function readReturn(args: Arguments): Set<string> | null {
  if (!args.has("RETURN ")) return null;
  const wanted = new Set(args.list(() => args.word(), 0));
  args.space();
  for (const option of wanted)
    if (!returnOptions.includes(option)) throw new BadSyntax(`unknown return option ${option}`);
  return wanted;
}

function readCharset(args: Arguments, session: Session): (bytes: Buffer) => string {
  let charset = "utf-8";
  if (args.has("CHARSET ")) {
    charset = args.astring();
    args.space();
    if (session.isUtf8 && !/^(?:utf-8|us-ascii)$/i.test(charset))
      throw new NotDone("BADCHARSET (UTF-8)", "charset not known");
  }
  const decoder = decoderOf(charset);
  return (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      throw new BadSyntax(`text is not in ${charset}`);
    }
  };
}

function decoderOf(charset: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true });
  } catch {
    throw new NotDone("BADCHARSET (US-ASCII UTF-8)", "charset not known");
  }
}

/** UIDs of known messages that match, ascending. What asks for flags only is answered without the backend. */
async function find(session: Session, query: Query): Promise<readonly Uid[]> {
  const { view, user } = session;
  if (!needsOnlyFlags(query)) {
    const uids = await user.search(view.mailboxId, query);
    return uids.filter((uid) => view.indexOf(uid) >= 0);
  }
  const found: Uid[] = [];
  for (let index = 0; index < view.count; index++) {
    const uid = view.uidAt(index);
    const row = { uid, ...view.flagsAt(index), modseq: view.modseqAt(index) };
    if (matches(query, row, () => false)) found.push(uid);
  }
  return found;
}

/** What SAVE keeps and MODSEQ is about: only the ends, when only MIN and MAX were asked for. RFC 9051 §6.4.4.1, RFC 4731 §3.2. */
function kept(found: readonly Uid[], wanted: ReadonlySet<string>): readonly Uid[] {
  if (wanted.has("ALL") || wanted.has("COUNT") || !(wanted.has("MIN") || wanted.has("MAX"))) return found;
  const ends = [...(wanted.has("MIN") ? found.slice(0, 1) : []), ...(wanted.has("MAX") ? found.slice(-1) : [])];
  return [...new Set(ends)];
}

interface Result {
  found: readonly Uid[];
  by: "uid" | "sequence";
  /** Zero: not asked for. */
  modseq: number;
}

function newest({ view }: Session, found: readonly Uid[]): number {
  let highest = 0;
  for (const uid of found) highest = Math.max(highest, view.modseqAt(view.indexOf(uid)));
  return highest;
}

function numbersOf({ view }: Session, { found, by }: Result): readonly number[] {
  return by === "uid" ? found : found.map((uid) => view.indexOf(uid) + 1);
}

function tellPlain(session: Session, result: Result): void {
  const numbers = numbersOf(session, result).map((number) => ` ${number}`);
  const modseq = result.modseq > 0 ? ` (MODSEQ ${result.modseq})` : "";
  session.out.write(`* SEARCH${numbers.join("")}${modseq}\r\n`);
}

/** ESEARCH, RFC 9051 §7.3.4. */
function tellExtended(session: Session, result: Result & { wanted: ReadonlySet<string>; call: Call }): void {
  const { wanted, found } = result;
  // SAVE alone asks for no answer.
  if (wanted.size === 1 && wanted.has("SAVE")) return;
  const numbers = numbersOf(session, result);
  const items: string[] = [];
  const [first] = numbers;
  if (first !== undefined) {
    if (wanted.has("MIN")) items.push(` MIN ${first}`);
    if (wanted.has("MAX")) items.push(` MAX ${numbers.at(-1)}`);
    if (wanted.has("ALL") || wanted.size === 0) items.push(` ALL ${formatSet(numbers)}`);
  }
  if (wanted.has("COUNT")) items.push(` COUNT ${found.length}`);
  if (result.modseq > 0) items.push(` MODSEQ ${result.modseq}`);
  const uid = result.by === "uid" ? " UID" : "";
  session.out.write(`* ESEARCH (TAG ${quote(result.call.tag)})${uid}${items.join("")}\r\n`);
}
