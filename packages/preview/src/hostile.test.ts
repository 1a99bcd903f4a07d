import { createServer, type Server } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import sharp from "sharp";
import { actingPdf, endlessGif, hugePng, linkedPicture, openText, sheet, wordDocument } from "./hostile.fixture.ts";
import { type Kind, kindOf } from "./kind.ts";
import { makePreview } from "./make.ts";
import { allPages, type PictureWant, type Want } from "./want.ts";

const picture: PictureWant = {
  as: "picture",
  width: 320,
  height: 240,
  fit: "contain",
  quality: "medium",
  format: "png",
  shape: "rectangular",
  page: 1,
};

let listener: Server;
let url: string;
const visits: string[] = [];
beforeAll(async () => {
  listener = createServer((socket) => {
    socket.once("data", (data) => {
      visits.push(data.toString("latin1", 0, 80));
      socket.destroy();
    });
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
});
afterAll(() => listener.close());

const make = (content: Buffer, want: Want, kind: Kind | null = kindOf({ name: "x", type: "", content })) => {
  if (!kind) throw new Error("no kind");
  return makePreview({ content, kind, want });
};

const asking = {
  "a text with a linked picture": () => openText(linkedPicture(`${url}/a.png`)),
  "a text with pictures of this machine": () =>
    openText(linkedPicture("file:///etc/hostname") + linkedPicture("file:///in/")),
  "a document with a picture, a field and a template from elsewhere": () => wordDocument(url),
  "a sheet that reads another book and a service": () => sheet(url),
  "a rich text with a picture from elsewhere": () =>
    Buffer.from(
      `{\\rtf1 Read me {\\field{\\*\\fldinst INCLUDEPICTURE "${url}/a.png" \\\\d}{\\fldrslt }}{\\*\\template ${url}/t.dot}}`,
    ),
};

test.each(Object.entries(asking))(
  "%s is shown and asks nobody",
  async (_name, build) => {
    expect(await make(build(), allPages)).toMatchObject({ status: "made" });
    expect(visits).toEqual([]);
  },
  60_000,
);

test("a PDF that acts, links and loads is shown and does nothing of it, nor do the pages taken from it", async () => {
  expect(await make(actingPdf(url), picture)).toMatchObject({ status: "made" });
  const pages = await make(actingPdf(url), { as: "pdf", first: 1, last: 1 });
  if (pages.status === "failed") throw new Error(pages.reason);
  expect(pages.content.toString("latin1")).not.toMatch(/OpenAction|Launch|\/FS/);
  expect(visits).toEqual([]);
});

test("a drawing with pictures, styles and entities from elsewhere is drawn without them", async () => {
  const drawing = (head: string, body: string) =>
    Buffer.from(
      `<?xml version="1.0"?>${head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100"><rect width="100" height="100" fill="lime"/>${body}</svg>`,
    );
  const far = drawing(
    "",
    `<style>@import url(${url}/a.css);</style><image href="${url}/a.png" width="100" height="100"/><image xlink:href="file:///in/file" width="100" height="100"/><script>fetch("${url}/s")</script>`,
  );
  const made = await make(far, picture);
  if (made.status === "failed") throw new Error(made.reason);
  expect((await sharp(made.content).stats()).dominant).toMatchObject({
    g: expect.toSatisfy((g: number) => g > 200) as unknown,
  });
  const entity = drawing(
    `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///in/file"><!ENTITY y SYSTEM "${url}/e">]>`,
    "<text y='20'>&x;&y;</text>",
  );
  await make(entity, picture);
  const laughs = Array.from({ length: 12 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(12)}">`).join("");
  const billion = drawing(`<!DOCTYPE svg [<!ENTITY l0 "ha">${laughs}]>`, "<text y='20'>&l12;</text>");
  await make(billion, picture);
  expect(visits).toEqual([]);
}, 60_000);

test("a playlist or a script for the film program is no film, whatever it is called", async () => {
  const scripts = [
    `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${url}/a.ts\n`,
    `ffconcat version 1.0\nfile '${url}/a.mp4'\nfile 'file:///etc/hostname'\n`,
  ].map((text) => Buffer.from(text));
  for (const content of scripts) {
    expect(kindOf({ name: "film.mp4", type: "video/mp4", content })).toBeNull();
    for (const format of ["mp4", "matroska", "mpeg"])
      expect(await make(content, picture, { family: "film", format })).toEqual({ status: "failed", reason: "broken" });
  }
  expect(visits).toEqual([]);
});

test("bombs are refused before they go off", async () => {
  const filler = `<w:p><w:r><w:t>${" ".repeat(2 ** 20)}</w:t></w:r></w:p>`;
  expect(await make(wordDocument(url, filler, 900 * 2 ** 20), allPages)).toEqual({
    status: "failed",
    reason: "too-large",
  });
  expect(await make(hugePng(50_000, 50_000), picture)).toEqual({ status: "failed", reason: "too-large" });
  expect((await make(endlessGif(20_000), { ...picture, format: "gif" })).status).toBe("failed");
  const wide = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="1000000000" height="1000000000"><rect width="10" height="10"/></svg>',
  );
  expect(await make(wide, picture)).toMatchObject({ status: "failed" });
  // A page of five kilometres is as small as it is shown.
  expect(await make(actingPdf(url, 14_000_000), picture)).toMatchObject({ status: "made" });
}, 60_000);

test("an archive that unpacks to much more than it is, or says less than it holds, is refused, and a neighbour is made meanwhile", async () => {
  const filler = `<w:p><w:r><w:t>${"x ".repeat(2 ** 20)}</w:t></w:r></w:p>`.repeat(60);
  const lying = make(wordDocument(url, filler, 1000), allPages);
  expect(await make(wordDocument(url, filler), allPages)).toEqual({ status: "failed", reason: "too-large" });
  expect(await make(actingPdf(url), picture)).toMatchObject({ status: "made" });
  expect(await lying).toEqual({ status: "failed", reason: "broken" });
}, 60_000);
