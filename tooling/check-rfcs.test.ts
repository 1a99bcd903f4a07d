import { expect, test } from "vitest";
import { rfcFaults } from "./check-rfcs.ts";

const list =
  "| RFC | what | state | note |\n|---|---|---|---|\n| 9051 | IMAP4rev2 | yes | |\n| 5258 | LIST | partial | without x |\n";
// Put together here, so that the check does not find its own samples.
const cite = (text: string) => [{ path: "a.ts", text: `// ${text.replaceAll("#", "RFC")}` }];

test("RFCs that are listed may be cited, alone and in lists", () => {
  expect(rfcFaults(cite("# 9051 §7.2 and # 5258, 9051 say so"), list)).toEqual([]);
});

test("an RFC that is not listed is found, behind others too", () => {
  expect(rfcFaults(cite("# 1234 §2"), list)).toEqual([`a.ts:1: RFC ${1234} has no line in docs/protocols.md`]);
  expect(rfcFaults(cite("# 9051 §6.3.9, 5258 and 4321"), list)).toEqual([
    `a.ts:1: RFC ${4321} has no line in docs/protocols.md`,
  ]);
});

test("a line needs a state, and a partial one says what is left out", () => {
  expect(rfcFaults([], "| 9051 | IMAP | maybe | |\n| 5258 | LIST | partial | |")).toEqual([
    'docs/protocols.md:1: "maybe" is none of yes, partial, no',
    "docs/protocols.md:2: partial, but not what is left out",
  ]);
});
