import { expect, test } from "vitest";
import { baseSubject } from "./subject.ts";

test.each([
  ["hello", "hello", false],
  ["Re: hello", "hello", true],
  ["RE:hello", "hello", true],
  ["re : hello", "hello", true],
  ["Fwd: Re: FW: hello", "hello", true],
  ["hello (fwd)", "hello", true],
  ["hello (fWd)  (fwd)", "hello", true],
  ["[list] Re: [list] hello", "hello", true],
  ["[list] hello", "hello", false],
  ["[only]", "[only]", false],
  ["Re: [only]", "[only]", true],
  ["[a] Fwd: [b] Re: fw: hello (fWd)  (fwd)", "hello", true],
  ["[fwd: [fwd: re: [fwd: hello]]]", "hello", true],
  ["Re: [FWD: hello]", "hello", true],
  ["Ad: Re: hello", "Ad: Re: hello", false],
  ["hello (a)", "hello (a)", false],
  ["AW: WG: hello", "hello", true],
  ["SV: VS: hello", "hello", true],
  ["Antw: Odp: hello", "hello", true],
  ["TR: RV: RES: hello", "hello", true],
  ["Re[2]: hello", "hello", true],
  ["Re^3: Re(4): hello", "hello", true],
  ["回复：答复: 你好", "你好", true],
  ["Ответ: hello", "hello", true],
  ["  a \t b ", "a b", false],
  ["Re:", "", true],
  ["Reply: hello", "Reply: hello", false],
  ["", "", false],
])("base subject of %j", (subject, base, isReply) => {
  expect(baseSubject(subject)).toEqual({ base, isReply });
});
