import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { appRouter, type Call } from "@carbyne/api";
import { accounts, administration, chat, lists } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../app.ts";
import { readEnv } from "../env.ts";
import { mailServers } from "../mail-servers.ts";
import { createHandler, routes } from "./handle.ts";

// Each endpoint as somebody who has nothing to do with it. The lists are made from what is served: a new endpoint is tested without a line here.
const procedures = Object.keys(appRouter._def.procedures);
const forEverybody = ["session.me", "session.signIn", "session.signOut"];
const id = "01234567-89ab-7cde-8f01-23456789abcd";

/** Fits the inputs of all procedures, so that the refusal is not one of shape: each takes the fields that it knows. */
const input = {
  id,
  ids: [id],
  draftId: id,
  sendId: id,
  appPasswordId: id,
  shareId: id,
  messageId: id,
  threadId: id,
  mailboxId: id,
  versionId: id,
  source: { nodeId: id },
  view: "trash",
  names: ["a"],
  whenTaken: "both",
  isStarred: true,
  isKept: true,
  description: "",
  parentId: null,
  undo: id,
  act: "read",
  mode: "reply",
  since: "0",
  text: "a",
  name: "strange.example",
  sizeBytes: 1,
  login: { host: "mail.example.org", port: 993, security: "tls", user: "a", password: "b" },
  paths: ["INBOX"],
  withAccount: false,
  scope: { kind: "all" },
  format: "eml",
  query: "roof",
  address: "eve@town.example",
  addresses: ["eve@town.example"],
  withHistory: true,
  mayUpload: true,
  mostUses: null,
  expiresAt: null,
  as: "member",
  password: "a long enough password",
  current: "a long enough password",
  next: "another long password",
  role: "user",
  state: "active",
  path: "1",
  how: "web",
  answer: "send",
  key: "theme",
  value: "dark",
  sender: "ana@lindenau.example",
  direction: "incoming",
  rules: [],
  draft: { rules: [] },
  seen: null,
  verdict: "blocked",
  isOn: false,
  isPresent: false,
  endpoint: "https://push.example/x",
  p256dh: "AAAA",
  auth: "AAAA",
  startsAt: null,
  endsAt: null,
  internalHtml: "",
  external: "same",
  externalHtml: "",
  content: { to: [], cc: [], bcc: [], subject: "", html: "", attachments: [] },
};

/** Where two procedures mean something else by the same word. */
const others: Readonly<Record<string, object>> = {
  "admin.accounts.setDelegate": { role: "read" },
  "admin.domains.setLinkRules": { rules: {} },
  "admin.chat.rules": { domainId: id },
  "admin.chat.setRule": { domainId: id, key: "chat.polls", value: false },
  "admin.keeping.placeHold": { reason: "a case" },
  "admin.keeping.setRetention": { kind: "account", days: 30 },
  "documents.addPicture": { nodeId: id },
  "documents.create": { kind: "text" },
  "documents.comment": { from: { tname: "content" }, to: { tname: "content" } },
  "documents.settle": { verdict: "accept", ids: ["a"], writer: 1 },
  "documents.compare": { from: id, to: null },
  "meetings.about": { roomId: id },
  "meetings.create": { name: "Roof", people: [] },
  "meetings.enter": { roomId: id, deviceId: "device-1" },
  "meetings.stopWaiting": { roomId: id },
  "meetings.change": { roomId: id, isLocked: true },
  "meetings.link": { roomId: id },
  "meetings.renewLink": { roomId: id },
  "meetings.admit": { roomId: id, personIds: null },
  "meetings.turnAway": { roomId: id, personIds: null },
  "meetings.remove": { roomId: id, personId: id },
  "meetings.setModerator": { roomId: id, personId: id, isModerator: true },
  "meetings.end": { roomId: id },
  "meetings.ring": { roomId: id, personIds: null },
  "meetings.decline": { roomId: id },
  "meetings.notes": { roomId: id },
  "meetings.split": { roomId: id, parts: [{ name: "a", personIds: [] }], minutes: null },
  "meetings.assign": { roomId: id, personId: id, meetingId: null },
  "meetings.callBack": { roomId: id },
  "meetings.tellParts": { roomId: id, text: "a" },
  "meetings.feedback": { meetingId: id, stars: 5, faults: [], text: "" },
  "meetings.watch": { roomId: id },
  "recordings.start": { roomId: id },
  "recordings.stop": { roomId: id },
  "recordings.list": { roomId: id },
  "recordings.setCaptions": { language: "en", vtt: "WEBVTT\n\n00:01.000 --> 00:02.000\nhello" },
  "recordings.removeCaptions": { language: "en" },
  "files.move": { parentId: id },
  "files.copy": { parentId: id },
};

let ctx: TestContext;
let server: Server;
let origin: string;
let user: Actor;
/** A guest of a room, and the ids of that room, of another one, and of something said there. */
let guest: Actor;
let elsewhere: { own: string; room: string; message: string };
const faults: unknown[] = [];

beforeAll(async () => {
  const context = await testContext();
  ctx = { ...context, log: { ...context.log, error: (fields: object) => void faults.push(fields) } };
  await accounts.setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  const { accountId } = await accounts.createAccount(ctx, {
    address: "ann@town.example",
    name: "Ann",
    password: "a long enough password",
  });
  user = { kind: "user", accountId };
  const make = (name: string) => chat.createRoom(ctx, user, { kind: "group", name, people: [] });
  const { id: roomId } = await make("Open");
  const terms = { address: null, withHistory: true, mayUpload: true, expiresAt: null, mostUses: null, origin: "" };
  const { token } = await chat.createInvite(ctx, user, { roomId, ...terms });
  const { secret } = await chat.enterRoom(ctx, { token, name: "Gus", ip: "192.0.2.1" });
  guest = (await chat.findGuest(ctx, { token, secret })) ?? user;
  const { id: other } = await make("Closed");
  const said = await chat.sendMessage(ctx, user, { roomId: other, key: "key-00000001", text: "secret" });
  elsewhere = { own: roomId, room: other, message: said.id };
  server = createServer((request, response) => void handler(request, response));
  const handler = createHandler(appOf(ctx), {
    handle: async (_request, response) => void response.writeHead(404).end(),
    close: async () => {},
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await ctx.close();
});

function appOf(context: TestContext): App {
  return { ctx: context, env: readEnv({}), log: context.log, hostname: "mail.town.example", version: "0", tls: noTls };
}

/** The handler asks for no certificate: its listeners do. */
const noTls: App["tls"] = {
  cert: "",
  key: "",
  isSelfSigned: true,
  onChange: () => {},
  replace: () => {},
  current() {
    throw new Error("no listener here");
  },
};

async function callAs(actor: Actor | null, path: string, ids: object = {}): Promise<unknown> {
  const call: Call = {
    domain: ctx,
    actor,
    ip: "192.0.2.1",
    userAgent: "",
    version: "0",
    origin: "http://mail.town.example",
    roles: () => Promise.resolve([]),
    setSession: () => {},
    mailServers: mailServers(appOf(ctx)),
    device: null,
    setDevice: () => {},
  };
  const names = path.split(".");
  const caller: unknown = names.reduce(
    (at: unknown, name) => (at as Record<string, unknown>)[name],
    appRouter.createCaller(call),
  );
  const answer = await (caller as (value: unknown) => Promise<unknown>)({ ...input, ...others[path], ...ids });
  // What is told over time is asked for the first thing.
  if (typeof answer === "object" && answer !== null && Symbol.asyncIterator in answer)
    return (answer as AsyncIterable<unknown>)[Symbol.asyncIterator]().next();
  return answer;
}

async function refusalOf(path: string, actor: Actor | null, ids: object = {}): Promise<string> {
  try {
    await callAs(actor, path, ids);
    return "answered";
  } catch (error) {
    return error instanceof TRPCError ? error.code : String(error);
  }
}

test("there is something to test", () => {
  expect(procedures.length).toBeGreaterThan(30);
  expect(procedures).toEqual(expect.arrayContaining(forEverybody));
  expect(routes.length).toBeGreaterThan(5);
});

test.each(procedures.filter((path) => !forEverybody.includes(path)))("%s tells nobody anything", async (path) => {
  expect(await refusalOf(path, null)).toBe("UNAUTHORIZED");
});

test("what is for everybody tells nobody nothing", async () => {
  expect(await callAs(null, "session.me")).toBeNull();
  expect(await callAs(null, "session.signOut")).toBeUndefined();
  expect(await refusalOf("session.signIn", null)).toBe("UNAUTHORIZED");
});

/** What guests of a room may ask too, each with what it is about when that is another room. */
const forGuests: Readonly<Record<string, () => object>> = {
  "chat.rooms.get": () => ({ id: elsewhere.room }),
  "chat.rooms.markRead": () => ({ roomId: elsewhere.room, number: 1 }),
  "chat.messages.list": () => ({ roomId: elsewhere.room }),
  "chat.messages.edits": () => ({ id: elsewhere.message }),
  "chat.messages.send": () => ({ roomId: elsewhere.room, key: "key-00000002", text: "a" }),
  "chat.messages.edit": () => ({ id: elsewhere.message, text: "a" }),
  "chat.messages.delete": () => ({ id: elsewhere.message }),
  "chat.messages.react": () => ({ id: elsewhere.message, emoji: "👍", isOn: true }),
  "chat.polls.vote": () => ({ id: elsewhere.message, options: [0] }),
  "chat.polls.mine": () => ({ id: elsewhere.message }),
  "chat.files.folder": () => ({ roomId: elsewhere.room }),
  "chat.typing": () => ({ roomId: elsewhere.room }),
  "chat.changes": () => ({ rooms: { [elsewhere.room]: "0" } }),
  "meetings.about": () => ({ roomId: elsewhere.room }),
  "meetings.enter": () => ({ roomId: elsewhere.room }),
  "meetings.stopWaiting": () => ({ roomId: elsewhere.room }),
  "meetings.change": () => ({ roomId: elsewhere.room }),
  "meetings.admit": () => ({ roomId: elsewhere.room }),
  "meetings.turnAway": () => ({ roomId: elsewhere.room }),
  "meetings.remove": () => ({ roomId: elsewhere.room }),
  "meetings.setModerator": () => ({ roomId: elsewhere.room }),
  "meetings.end": () => ({ roomId: elsewhere.room }),
  "meetings.notes": () => ({ roomId: elsewhere.room }),
  "meetings.split": () => ({ roomId: elsewhere.room }),
  "meetings.assign": () => ({ roomId: elsewhere.room }),
  "meetings.callBack": () => ({ roomId: elsewhere.room }),
  "meetings.tellParts": () => ({ roomId: elsewhere.room }),
  "meetings.watch": () => ({ roomId: elsewhere.room }),
  "meetings.feedback": () => ({ meetingId: elsewhere.room }),
};

/** What tells guests of what they are in, and cannot be asked about another room. */
const ofTheirs = ["chat.live", "chat.rooms.list"];

test.each(procedures.filter((path) => !forEverybody.includes(path) && !ofTheirs.includes(path)))(
  "%s tells a guest of a room nothing of anything else",
  async (path) => {
    const about = forGuests[path];
    expect(await refusalOf(path, guest, about?.())).toBe(about ? "NOT_FOUND" : "UNAUTHORIZED");
  },
);

test("a guest hears of their own room alone", async () => {
  expect(await callAs(guest, "chat.live")).toMatchObject({
    value: { what: "rooms", at: { [elsewhere.own]: expect.any(String) } },
  });
  const ids = [elsewhere.own, elsewhere.room];
  expect(await callAs(guest, "chat.rooms.list", { ids })).toMatchObject([{ room: { id: elsewhere.own } }]);
  expect(await callAs(guest, "chat.rooms.get", { id: elsewhere.own })).toMatchObject({ room: { name: "Open" } });
});

const administrative = procedures.filter((path) => path.startsWith("admin."));

test.each(administrative)("%s is refused to a person who administers nothing", async (path) => {
  const before = await everything();
  expect(await refusalOf(path, user)).toMatch(/^(?:FORBIDDEN|NOT_FOUND)$/);
  expect(await everything()).toEqual(before);
});

async function everything() {
  const admin: Actor = { kind: "system", part: "cli" };
  return {
    accounts: await administration.listAccounts(ctx, admin, {}),
    domains: await administration.listDomains(ctx, admin),
    lists: await lists.listLists(ctx, admin, {}),
  };
}

const paths: Readonly<Record<string, readonly string[]>> = {
  "mail-message": ["body", "source", "attachments", "parts/1"].map((rest) => `/mail/messages/${id}/${rest}`),
  "mail-preview": ["preview", "preview?area=64x64", "preview.pdf", "preview.json"].map(
    (rest) => `/mail/messages/${id}/parts/1/${rest}`,
  ),
  "mail-remote": [`/mail/remote/${"A".repeat(70)}?u=http://pictures.example/a.png`, "/mail/remote/x", "/mail/remote/"],
  "mail-download": [`/mail/download?id=${id}`],
  "mail-print": [`/mail/print?id=${id}`],
  upload: ["/upload?name=a&type=text/plain"],
  uploaded: [`/uploads/${id}`],
  "transfer-file": [`/transfers/${id}/file`],
  "transfer-piece": [`/transfers/${id}?at=0`],
  "file-preview": ["preview", "preview.pdf", "preview.json", `preview?version=${id}`].map(
    (rest) => `/files/${id}/${rest}`,
  ),
  "chat-preview-picture": [`/chat/previews/${id}/${"a".repeat(32)}`, "/chat/previews/x"],
  "chat-room-picture": [`/chat/${id}/picture/${"a".repeat(16)}`],
  "chat-room-picturing": [`/chat/${id}/picture`],
  "chat-export": ["txt", "json"].map((ending) => `/chat/${id}/export.${ending}`),
  "file-message": [`/files/${id}/message`],
  "file-content": [`/files/${id}/content`],
  "recording-film": [`/recordings/${id}/film`],
  "recording-captions": [`/recordings/${id}/captions/en.vtt`],
  "document-export": [`/documents/${id}/export?as=docx`],
  "document-picture": [`/documents/${id}/pictures/${id}`],
  "document-pictures": [`/documents/${id}/pictures`],
  "file-archive": [`/files/archive?id=${id}`],
  "file-uploads": ["/file-uploads"],
  "file-upload": [`/file-uploads/${id}`],
  link: [
    "about",
    "node",
    `documents/${id}`,
    `documents/${id}/text`,
    "enter",
    `files/${id}/content`,
    `files/${id}/preview`,
    "archive",
    "join",
    `uploads/${id}`,
  ].map((rest) => `/s/${"A".repeat(32)}/${rest}`),
  guest: [
    "about",
    "leave",
    `documents/${id}`,
    `documents/${id}/text`,
    "trpc/chat.rooms.get",
    `uploads/${id}`,
    `files/${id}/content`,
  ].map((rest) => `/r/${"A".repeat(32)}/${rest}`),
  hook: [`/hooks/${"A".repeat(32)}`, "/hooks/", "/hooks/short"],
  bot: ["/api/chat/rooms", `/api/chat/rooms/${id}/messages`, `/api/chat/messages/${id}`, "/api/chat/no-such"],
  webdav: ["/dav", "/dav/files/", "/dav/files/a.txt"],
  "meeting-parts": [
    "/meeting-parts/noise/rnnoise.js",
    "/meeting-parts/noise/../package.json",
    "/meeting-parts/background/index.d.ts",
  ],
  "pdf-reader": [
    "/pdf-reader/6/build/pdf.worker.min.mjs",
    "/pdf-reader/6/../package.json",
    "/pdf-reader/6/cmaps/..%2f.bcmap",
  ],
  "service-worker": ["/service-worker.js"],
  share: ["/share"],
  wopi: [`/wopi/files/${id}`, `/wopi/files/${id}/contents?access_token=e30.AAAA`],
  metrics: ["/metrics"],
  autoconfig: [
    "/.well-known/autoconfig/mail/config-v1.1.xml",
    "/mail/config-v1.1.xml?emailaddress=ann%40town.example",
    "/mail/config-v1.1.xml?emailaddress=nobody%40town.example",
  ],
  autodiscover: ["/autodiscover/autodiscover.xml", "/Autodiscover/Autodiscover.xml"],
  "setup-apple": ["/setup/apple.mobileconfig"],
  health: ["/health"],
  trpc: ["/trpc/mailboxes.list", "/trpc/no.such", "/trpc/", "/trpc/session.me,admin.overview?batch=1"],
};

/** What programs are answered that bring nothing at all, where that is not their answer. */
const forPrograms: Readonly<Record<string, number>> = { share: 303, hook: 404 };

test.each(routes)(
  "the route $name tells strangers nothing that is not theirs",
  async ({ name, audience, method, isForPrograms }) => {
    const asked = paths[name] ?? [];
    expect(asked.length, `no path for the route ${name}`).toBeGreaterThan(0);
    for (const path of asked) {
      const answer = await fetch(origin + path, {
        method: method === "*" ? "GET" : method,
        headers: { "x-carbyne": "1", cookie: `carbyne=${"a".repeat(43)}` },
      });
      const text = await answer.text();
      expect(answer.status, `${path}: ${text}`).not.toBe(500);
      if (audience === "signed-in") expect([path, answer.status]).toEqual([path, 401]);
      if (name === "mail-remote" || name === "link" || name === "hook")
        expect([path, answer.status]).toEqual([path, 404]);
      if (name === "trpc") expect(text).not.toContain('"counts"');
      if (method === "POST") {
        const bare = await fetch(origin + path, { method, redirect: "manual" });
        expect(bare.status).toBe(isForPrograms ? (forPrograms[name] ?? 200) : 403);
      }
    }
  },
);

test("nothing of all this was a fault of ours", () => {
  expect(faults).toEqual([]);
});
