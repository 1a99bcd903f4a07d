import { access, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { accounts, chat, recordings } from "@carbyne/domain";
import { newId, silentLogger, type Actor } from "@carbyne/kernel";
import { openEventLog } from "@carbyne/recording";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../app.ts";
import { readEnv } from "../env.ts";
import { makeFilms } from "./recordings.ts";

let ctx: TestContext;
let app: App;
let dataDir: string;
let ann: { id: string; actor: Actor };
let roomId: string;

beforeAll(async () => {
  ctx = await testContext();
  dataDir = await mkdtemp(path.join(tmpdir(), "films-"));
  const env = readEnv({ CARBYNE_DATA_DIR: dataDir });
  const tls: App["tls"] = {
    cert: "",
    key: "",
    isSelfSigned: true,
    onChange() {},
    replace() {},
    current() {
      throw new Error("no listener here");
    },
  };
  app = { ctx, env, log: silentLogger, hostname: "mail.town.example", version: "0", tls };
  const { accountId: id } = await accounts.createAccount(ctx, {
    address: "ann@town.example",
    name: "Ann",
    password: "a long enough password",
  });
  ann = { id, actor: { kind: "user", accountId: id } };
  roomId = (await chat.createRoom(ctx, ann.actor, { kind: "group", name: "Roof", people: [] })).id;
});
afterAll(async () => {
  await ctx.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** A recording that a process left behind when it died: a name, no camera, three seconds. */
async function leftBehind(): Promise<string> {
  const [id, meetingId] = [newId(), newId()];
  const at = ctx.clock.now();
  await ctx.db.prisma.meeting.create({
    data: { id: meetingId, roomId, startedById: ann.id, startedAt: at, endedAt: at, aliveAt: at, modseq: 1n },
  });
  await ctx.db.prisma.recording.create({
    data: {
      id,
      meetingId,
      roomId,
      starterId: ann.id,
      name: "Weekly",
      state: "recording",
      startedAt: at,
      host: hostname(),
      modseq: 1n,
    },
  });
  const folder = path.join(dataDir, "recordings", id);
  await mkdir(folder, { recursive: true });
  const log = await openEventLog(folder, (error) => {
    throw error;
  });
  log.add({ what: "joined", peerId: "a", personId: ann.id, name: "Ann", atMs: 0, wallMs: 0 });
  log.add({ what: "speaker", peerId: "a", atMs: 1000, wallMs: 0 });
  log.add({ what: "speaker", peerId: null, atMs: 3000, wallMs: 0 });
  await log.close();
  return id;
}

const goesOn = new AbortController().signal;

test("what a dead process left behind becomes a film in Files, step by step, and goes from the disk", async () => {
  const id = await leftBehind();
  await recordings.recoverRecordings(ctx, { host: hostname() });
  const states: string[] = [];
  while (await makeFilms.round(app, goesOn)) {
    const { state, done, total } = await recordings.getRecording(ctx, ann.actor, { id });
    states.push(`${state} ${done}/${total}`);
  }
  expect(states).toEqual(["composing 0/3", "composing 1/3", "composing 2/3", "ready 3/3"]);
  const film = await recordings.getRecording(ctx, ann.actor, { id });
  expect(film).toMatchObject({
    seconds: 3,
    hasFilm: true,
    chapters: [{ at: 0, title: "Start" }],
    speakers: [{ personId: ann.id, name: "Ann", from: 1, to: 3 }],
  });
  const { sizeBytes, mime } = await recordings.openFilm(ctx, ann.actor, { id });
  expect(mime).toBe("video/mp4");
  expect(sizeBytes).toBeGreaterThan(5000);
  await expect(access(path.join(dataDir, "recordings", id))).rejects.toThrow("ENOENT");
}, 60_000);

test("what cannot be made is tried again a few times, and then said", async () => {
  const id = await leftBehind();
  await writeFile(path.join(dataDir, "recordings", id, "work"), "in the way");
  await recordings.recoverRecordings(ctx, { host: hostname() });
  for (let tries = 0; tries < 5; tries += 1) {
    await makeFilms.round(app, goesOn);
    ctx.advance(300_000);
  }
  expect(await recordings.getRecording(ctx, ann.actor, { id })).toMatchObject({
    state: "failed",
    failure: "recording-not-composed",
  });
}, 60_000);

test("what lies there of recordings that are gone is removed", async () => {
  const folder = path.join(dataDir, "recordings", newId());
  await mkdir(folder, { recursive: true });
  await makeFilms.round(app, goesOn);
  await expect(access(folder)).rejects.toThrow("ENOENT");
});
