import { expect, test } from "vitest";
import { formatVtt, parseVtt } from "./vtt.ts";

test("cues are read with their times, who speaks and plain text", () => {
  const cues = parseVtt(
    [
      "\uFEFFWEBVTT - a title",
      "",
      "NOTE a note\nof two lines",
      "",
      "STYLE\n::cue { color: red }",
      "",
      "1",
      "00:01.500 --> 00:03.000 align:start",
      "<v.loud Ann &amp; Bob>Hello <i>all</i>\nof you &lt;3",
      "",
      "01:00:00.000 --> 01:00:01.000\r",
      "later",
    ].join("\n"),
  );
  expect(cues).toEqual([
    { from: 1.5, to: 3, speaker: "Ann & Bob", text: "Hello all\nof you <3" },
    { from: 3600, to: 3601, speaker: null, text: "later" },
  ]);
});

test("what is written is read again as it was", () => {
  const cues = [
    { from: 0, to: 1.234, speaker: "Ann <x>", text: "a --> b & c < d" },
    { from: 7200.5, to: 7201, speaker: null, text: "two\nlines" },
  ];
  expect(parseVtt(formatVtt(cues))).toEqual(cues);
});

test("what is no WebVTT, or says nothing, is refused in words", () => {
  for (const bad of ["", "1\n00:00:01,000 --> 00:00:02,000\nhi", "WEBVTTX\n\n00:01.000 --> 00:02.000\nhi"])
    expect(() => parseVtt(bad)).toThrow("captions-no-vtt");
  for (const empty of ["WEBVTT", "WEBVTT\n\n00:02.000 --> 00:01.000\nback", "WEBVTT\n\n00:99.000 --> 01:00.000\nx"])
    expect(() => parseVtt(empty)).toThrow("captions-empty");
  expect(() => parseVtt(`WEBVTT\n\n${"x".repeat(4_000_001)}`)).toThrow("captions-too-large");
});

test("hostile text takes no time", () => {
  const startedAt = performance.now();
  expect(() => parseVtt(`WEBVTT\n${"<".repeat(1_000_000)}`)).toThrow();
  parseVtt(`WEBVTT\n\n00:01.000 --> 00:02.000\nx${"<v ".repeat(300_000)}`);
  expect(performance.now() - startedAt).toBeLessThan(2000);
});
