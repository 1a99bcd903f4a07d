import { expect, test } from "vitest";
import { type ImapClient, mail, useServer } from "./transcript.ts";

const start = useServer();

/** Lines that once were, or might be, trouble, by the state in which they are sent. */
const seeds = {
  "not-authenticated": [
    "a LOGIN {3}\r\nann {6}\r\nsecre",
    'a LOGIN "ann" "sec\\ret"',
    "a LOGIN {0}\r\n {0}\r\n",
    "a LOGIN {99999999999999999999}",
    "a AUTHENTICATE PLAIN {4}\r\nAAAA",
    "a AUTHENTICATE LOGIN\r\n=\r\n=",
    'a ID ("name" NIL "version")',
    "a ID ((((((NIL))))))",
    "+ LOGIN a b",
    "a  LOGIN a b",
    "a UID",
    "a UID  FETCH",
    "a\tNOOP",
    "\0\0\0",
  ],
  authenticated: [
    'a LIST "" {3}\r\n*%*',
    'a LIST (SUBSCRIBED REMOTE RECURSIVEMATCH SPECIAL-USE) "" (* % "") RETURN (SUBSCRIBED CHILDREN STATUS (MESSAGES))',
    'a LIST "" "&"',
    `a LIST "" "${"*%".repeat(2_000)}"`,
    'a CREATE "\\""',
    "a CREATE ~{3}\r\nabc",
    "a RENAME INBOX INBOX",
    "a RENAME INBOX inbox/x",
    "a STATUS INBOX (MESSAGES MESSAGES SIZE)",
    "a APPEND INBOX () {1+}\r\nx",
    "a APPEND INBOX UTF8 (~{1+}\r\nx",
    "a APPEND {5+}\r\nINBOX {1+}\r\nx",
    "a ENABLE",
    "a ENABLE QRESYNC CONDSTORE IMAP4rev2",
    "a SELECT INBOX (QRESYNC (1 1))",
    "a SELECT INBOX (QRESYNC (1 18446744073709551615 1:* (1 1)))",
    "a IDLE x",
    "a IDLE\r\nNOT DONE",
  ],
  selected: [
    "a FETCH 1:*,*:1,4294967295:1 (UID)",
    `a UID FETCH ${"4294967295:1,".repeat(3_000)}1 FLAGS`,
    `a FETCH 1 (${"BODY.PEEK[] ".repeat(300)}FLAGS)`,
    `a FETCH 1 BODY[${"1.".repeat(1_000)}1]`,
    "a FETCH 1 BODY[]<18446744073709551615.1>",
    "a FETCH 1 BODY[]<0.9007199254740991>",
    "a FETCH 1 BODY[HEADER.FIELDS ({4}\r\nDate)]",
    "a FETCH $ FLAGS",
    "a SEARCH RETURN (SAVE) UID $",
    "a SEARCH OR NOT NOT SEEN NOT OR ALL (UID 1 (2))",
    "a SEARCH TEXT {0}\r\n",
    "a SEARCH CHARSET",
    "a SEARCH CHARSET utf-16 TEXT x",
    'a SEARCH MODSEQ "/flags/\\\\seen" all 99999999999999',
    "a STORE 1 FLAGS (\\)",
    "a STORE 1 +FLAGS \\*",
    "a STORE 1 FLAGS (\\Recent)",
    "a UID STORE 1:* (UNCHANGEDSINCE 0) FLAGS ()",
    "a COPY 1 {5+}\r\nINBOX",
    "a MOVE 1 INBOX",
    "a EXPUNGE 1",
    "a UID EXPUNGE *",
    "a UNSELECT x",
  ],
} as const;

async function survives(imap: ImapClient): Promise<void> {
  // Ends an IDLE or AUTHENTICATE that a seed began.
  imap.send("\r\nDONE\r\n*\r\nlast NOOP\r\n");
  for (;;) {
    const response = await imap.next();
    expect(response).not.toContain("SERVERBUG");
    if (response.startsWith("last OK") || response === "closed") return;
  }
}

/** Variants of a line: cut short, with an octet changed, with an octet doubled. */
function* variants(line: string): Generator<string> {
  yield line;
  const step = Math.max(1, Math.floor(line.length / 8));
  for (let at = 1; at < line.length; at += step) {
    yield line.slice(0, at);
    for (const octet of ["(", '"', "\\", "{", "\0", "\u00ff", " ", "*"])
      yield line.slice(0, at) + octet + line.slice(at + 1);
    yield line.slice(0, at) + line.slice(at - 1);
  }
}

test.each(Object.keys(seeds) as (keyof typeof seeds)[])(
  "nothing that is sent in state %s breaks the server",
  async (state) => {
    const limits = {
      authDelayMs: 0,
      authFailures: 1_000,
      badCommands: 1_000,
      stallMs: 100,
      idleMs: 300,
      preAuthMs: 300,
      connectionsPerUser: 5_000,
    };
    const box = { INBOX: [mail("one"), mail("two")] };
    const running = await start(box, { limits });
    for (const seed of seeds[state])
      for (const line of variants(seed)) {
        const imap = await running.connect();
        if (state !== "not-authenticated") imap.send("l LOGIN ann secret\r\n");
        if (state === "selected") imap.send("s SELECT INBOX\r\n");
        imap.send(Buffer.from(`${line}\r\n`, "latin1"));
        await survives(imap).catch((error: unknown) => {
          throw new Error(`after ${JSON.stringify(line.slice(0, 300))}`, { cause: error });
        });
        imap.close();
      }
    const imap = await running.open();
    expect((await imap.run("NOOP")).at(-1)).toBe("run OK done");
  },
  60_000,
);
