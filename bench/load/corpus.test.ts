import { expect, test } from "vitest";
import { makeCorpus } from "./corpus.ts";

const recipient = (index: number) => `user${index % 20}@bench.example`;

test("the same seed gives the same bytes and another seed gives others", () => {
  const first = makeCorpus({ count: 200, seed: 1, recipient });
  expect(makeCorpus({ count: 200, seed: 1, recipient })).toEqual(first);
  const bodies = new Set(first.map(({ bytes }) => bytes.toString("latin1")));
  for (const { bytes } of makeCorpus({ count: 200, seed: 2, recipient })) {
    expect(bodies.has(bytes.toString("latin1"))).toBe(false);
  }
});

test("messages have 4 to 40 kB, CRLF lines that SMTP allows, and a Message-ID of their own", () => {
  const corpus = makeCorpus({ count: 2_000, seed: 3, recipient });
  const ids = new Set<string>();
  for (const { bytes } of corpus) {
    expect(bytes.length).toBeGreaterThan(4_000);
    expect(bytes.length).toBeLessThan(40_960);
    const text = bytes.toString("latin1");
    expect(text).not.toMatch(/[^\r]\n|\r[^\n]/);
    // RFC 5321 §4.5.3.1.6: a text line has at most 1000 octets, its CRLF included.
    for (const line of text.split("\r\n")) expect(line.length).toBeLessThanOrEqual(998);
    ids.add(/^Message-ID: (\S+)/m.exec(text)?.[1] ?? "");
  }
  expect(ids.size).toBe(corpus.length);
});
