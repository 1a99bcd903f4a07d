import { expect, test } from "vitest";
import { cuesOf } from "./cues.ts";
import { filmTime } from "./film-time.ts";

test("captions are read as lines with their times and who speaks", () => {
  const vtt =
    "WEBVTT\r\n\r\nNOTE no cue\r\n\r\n7\r\n00:01.500 --> 00:02.000\r\n<v Ann &amp; Co>Hello <b>there</b>\r\nall\r\n\r\n01:00:00.000 --> 01:00:01.000\r\n1 &lt; 2\r\n";
  expect(cuesOf(vtt)).toEqual([
    { from: 1.5, speaker: "Ann & Co", text: "Hello there all" },
    { from: 3600, speaker: null, text: "1 < 2" },
  ]);
});

test("times are written as players do", () => {
  expect([0, 65.9, 3723].map(filmTime)).toEqual(["0:00", "1:05", "1:02:03"]);
});
