import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerShare, readShared } from "./share.ts";

let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer((request, response) => void answerShare({ request, response }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function share(fields: Readonly<Record<string, string | File>>): Promise<URL> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await fetch(`${origin}/share`, { method: "POST", body, redirect: "manual" });
  expect(answer.status).toBe(303);
  return new URL(answer.headers.get("location") ?? "", origin);
}

const asked = ({ pathname, searchParams }: URL) => ({ pathname, ...Object.fromEntries(searchParams) });

test("words that are shared begin a message", async () => {
  expect(
    asked(await share({ title: "Dach & Söhne", text: "Heute früh\r\naufgenommen 🏠", url: "https://a.example/?b=c" })),
  ).toEqual({
    pathname: "/mail/compose/new",
    subject: "Dach & Söhne",
    body: "Heute früh\r\naufgenommen 🏠\nhttps://a.example/?b=c",
  });
  expect(asked(await share({}))).toEqual({ pathname: "/mail/compose/new" });
});

test("files that nobody took are told of, small ones and large ones", async () => {
  const file = (bytes: number) => new File([new Uint8Array(bytes)], "roof.png", { type: "image/png" });
  expect(asked(await share({ text: "Look", files: file(9) }))).toMatchObject({ body: "Look", lost: "files" });
  expect(asked(await share({ text: "Look", files: file(9_000_000) }))).toMatchObject({ body: "Look", lost: "files" });
  expect(asked(await share({ text: "Look", files: file(0) }))).toEqual({ pathname: "/mail/compose/new", body: "Look" });
});

test("a text that no address can hold is cut between characters, and that is told", async () => {
  const url = await share({ text: "🏠".repeat(50_000) });
  expect(url.href.length).toBeLessThan(10_000);
  expect(asked(url)).toMatchObject({ lost: "text" });
  expect(/^(?:🏠)+$/u.test(url.searchParams.get("body") ?? "")).toBe(true);
});

test("whatever comes instead of a form is an empty message, at once", async () => {
  const seeds: [string, string][] = [
    ["text/plain", "hello"],
    ["multipart/form-data", "--x\r\n\r\n"],
    ["multipart/form-data; boundary=x", `--x\r\n${"a: b\r\n".repeat(40_000)}`],
    ["multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nno end'],
    ["multipart/form-data; boundary=x", "\r\n--x".repeat(50_000)],
    [`multipart/form-data; ${"boundary=".repeat(5000)}`, "--\r\n\r\n"],
    [
      "multipart/form-data; boundary=x",
      `--x\r\nContent-Disposition: form-data; ${"name=".repeat(40_000)}\r\n\r\nx\r\n--x`,
    ],
    ["multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n\0\r\n--x--'],
    [
      "multipart/form-data; boundary=x",
      '--x\r\nContent-Disposition: form-data; name="to"\r\n\r\neve@a.example\r\n--x--',
    ],
  ];
  for (const [type, body] of seeds) {
    const begun = performance.now();
    const answer = await fetch(`${origin}/share`, {
      method: "POST",
      body,
      headers: { "content-type": type.slice(0, 8000) },
      redirect: "manual",
    });
    expect([answer.status, answer.headers.get("location")], body.slice(0, 60)).toEqual([303, "/mail/compose/new"]);
    expect(performance.now() - begun).toBeLessThan(1000);
  }
});

test("a part whose end did not come is not taken for the whole", () => {
  const head = Buffer.from(
    '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nRoof\r\n--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhalf of',
  );
  const { fields, hasFiles } = readShared(head, "multipart/form-data; boundary=x");
  expect([[...fields], hasFiles]).toEqual([[["title", "Roof"]], false]);
});
