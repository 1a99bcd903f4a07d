import { chmod, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { finalise } from "../compose/finalise.ts";
import { four, recordActors } from "../film.fixture.ts";
import { programTranscriber, transcribe } from "./transcribe.ts";
import { parseVtt } from "./vtt.ts";

let folder: string;
beforeAll(async () => {
  folder = await recordActors(four.slice(0, 2), { seconds: 3 });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Says of a WAV file how it is made, how long it is, and how often the voice in it swings: what an adapter would make words of. */
const listener = `#!${process.execPath}
const wav = require("fs").readFileSync(process.argv[2]);
const data = wav.indexOf("data") + 8;
let crossings = 0;
for (let at = data + 2; at + 1 < wav.length; at += 2) if (wav.readInt16LE(at - 2) < 0 && wav.readInt16LE(at) >= 0) crossings += 1;
const seconds = (wav.length - data) / 2 / wav.readUInt32LE(24);
console.log("WEBVTT\\n\\n00:0" + (crossings > 1000 ? 2 : 1) + ".000 --> 00:03.000\\n" + process.argv[3] + " " + wav.readUInt32LE(24) + " Hz, " + seconds.toFixed(1) + " s, " + Math.round(crossings / 100) + " hundred");
`;

test("a program hears each person alone and on the clock of the film, and what it prints becomes captions", async () => {
  const program = path.join(folder, "listener.cjs");
  await writeFile(program, listener);
  await chmod(program, 0o755);
  const plan = await finalise(folder, "grid");
  const signal = new AbortController().signal;
  const vtt = await transcribe({ folder, plan, language: "de", transcriber: programTranscriber(program), signal });
  // 2.7 seconds of 300 and of 450 swings.
  expect(parseVtt(vtt ?? "").map(({ from, speaker, text }) => [from, speaker, text])).toEqual([
    [1, "Ann", "de 16000 Hz, 3.4 s, 8 hundred"],
    [2, four[1]?.name, "de 16000 Hz, 3.4 s, 12 hundred"],
  ]);
}, 60_000);

test("where nobody says anything there are no captions, and a program that fails says so", async () => {
  const plan = await finalise(folder, "grid");
  const signal = new AbortController().signal;
  expect(
    await transcribe({ folder, plan, language: "en", transcriber: programTranscriber("/bin/true"), signal }),
  ).toBeNull();
  await expect(
    transcribe({ folder, plan, language: "en", transcriber: programTranscriber("/bin/false"), signal }),
  ).rejects.toThrow("Command failed");
}, 60_000);
