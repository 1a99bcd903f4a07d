import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { authenticateMessage, type Resolver } from "./authenticate-message.ts";
import { relaxedBody, relaxedField } from "./canonical.ts";
import { type DkimKey, generateDkimKey } from "./dkim-key.ts";
import { signMessage } from "./sign-message.ts";

let keys: { rsa: DkimKey; ed25519: DkimKey };
beforeAll(async () => {
  keys = { rsa: await generateDkimKey("rsa"), ed25519: await generateDkimKey("ed25519") };
});
const signers = () =>
  (["rsa", "ed25519"] as const).map((selector) => ({
    domain: "town.example",
    selector,
    privateKey: keys[selector].privateKey,
  }));
const resolver: Resolver = (name, type) => {
  const selector = /^(rsa|ed25519)\._domainkey\.town\.example$/.exec(name)?.[1];
  if (type === "TXT" && (selector === "rsa" || selector === "ed25519"))
    return Promise.resolve([[keys[selector].dnsRecord]]);
  return Promise.reject(Object.assign(new Error("none"), { code: "ENODATA" }));
};
async function verify(raw: Buffer): Promise<string[]> {
  const { dkim } = await authenticateMessage({
    raw,
    ip: "192.0.2.1",
    helo: "x.example",
    reversePath: "",
    hostname: "mx.here.example",
    resolver,
  });
  return dkim.map(({ result }) => result);
}

const message = Buffer.from(
  "From: Maren\r\n\t<m@town.example>\r\nTo: a@x.example\r\nSubject:  Roof   and \r\n walls \r\nDate: Wed, 25 Nov 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nOne  \t line \r\n\r\nTwo\t\r\n\r\n\r\n",
);

test("relaxed forms are those of RFC 6376 §3.4.5", () => {
  expect(relaxedField({ name: "a", text: "A: X" })).toBe("a:X");
  expect(relaxedField({ name: "b", text: "B : Y\t\r\n\tZ  " })).toBe("b:Y Z");
  const body = (text: string) => relaxedBody(Buffer.from(text, "latin1")).toString("latin1");
  expect(body(" C \r\nD \t E\r\n\r\n\r\n")).toBe(" C\r\nD E\r\n");
  for (const empty of ["", "\r\n", "\r\n\r\n", "  ", " \r\n", "\r\n\t\r\n "]) expect(body(empty)).toBe("");
  expect(body("no end")).toBe("no end\r\n");
  expect(body("\r\n\r\na\r\n \r\n")).toBe("\r\n\r\na\r\n");
});

test("a large body of blanks is signed in time", async () => {
  const head = Buffer.from("From: m@town.example\r\n\r\n");
  for (const fill of ["a b\t \r\n", "\r\n", " "]) {
    const started = performance.now();
    await signMessage(Buffer.concat([head, Buffer.alloc(10_000_000, fill)]), signers());
    expect(performance.now() - started).toBeLessThan(3000);
  }
});

test("both kinds of keys verify, and every single field is covered once more than it is there", async () => {
  const signed = await signMessage(message, signers());
  expect(await verify(signed)).toEqual(["pass", "pass"]);
  const forged = Buffer.concat([Buffer.from("From: boss@town.example\r\n"), signed]);
  expect(await verify(forged)).toEqual(["fail", "fail"]);
  expect(await verify(Buffer.concat([Buffer.from("X-Seen: 1\r\n"), signed]))).toEqual(["pass", "pass"]);
  for (const line of signed.toString().split("\r\n")) expect(line.length).toBeLessThan(80);
});

test("a message with bare line ends is signed as it will be sent; one without From, or with no key, is left alone", async () => {
  const bare = Buffer.from(message.toString().replaceAll("\r\n", "\n"));
  expect(await verify(await signMessage(bare, signers()))).toEqual(["pass", "pass"]);
  const anonymous = Buffer.from("To: a@x.example\r\n\r\nx\r\n");
  expect(await signMessage(anonymous, signers())).toEqual(anonymous);
  expect(await signMessage(message, [])).toEqual(message);
});

test("a key that is none, or a name that would break out of its tag, is a fault", async () => {
  const [rsa] = signers();
  if (!rsa) throw new Error("no key");
  await expect(signMessage(message, [{ ...rsa, privateKey: "x" }])).rejects.toThrow();
  await expect(signMessage(message, [{ ...rsa, domain: "a.example; s=x" }])).rejects.toThrow("no DKIM name");
});

test("whatever the message is made of, its signature verifies", async () => {
  const piece = fc.constantFrom("a", " ", "\t", "\r\n", "\r\n ", ".", "\xe4", ":", "To: x", "\r\n\r\n", "\0");
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      const raw = Buffer.from(`From: m@town.example\r\nSubject: s\r\n\r\n${pieces.join("")}`, "latin1");
      expect(await verify(await signMessage(raw, signers()))).toEqual(["pass", "pass"]);
    }),
    { numRuns: 50 },
  );
});

const hasPython = spawnSync("/usr/bin/python3", ["-c", "import dkim, nacl"]).status === 0;
test.skipIf(!hasPython)("another program verifies both signatures", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "dkim-"));
  writeFileSync(path.join(folder, "message"), await signMessage(message, signers()));
  const script = `
import dkim, sys
records = {b"rsa._domainkey.town.example.": sys.argv[2], b"ed25519._domainkey.town.example.": sys.argv[3]}
raw = open(sys.argv[1], "rb").read()
print([dkim.DKIM(raw).verify(idx=i, dnsfunc=lambda name, timeout=5: records[name].encode()) for i in (0, 1)])
`;
  const args = ["-c", script, path.join(folder, "message"), keys.rsa.dnsRecord, keys.ed25519.dnsRecord];
  expect(execFileSync("/usr/bin/python3", args).toString().trim()).toBe("[True, True]");
});
