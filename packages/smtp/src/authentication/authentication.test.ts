import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { authenticateMessage, type Resolver } from "./authenticate-message.ts";
import { signMessage } from "./sign-message.ts";

const rsa = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "der" },
});
const raw = Buffer.from(
  "From: Maren <m@town.example>\r\nTo: a@x.example\r\nSubject: Roof\r\nDate: Wed, 25 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@town.example>\r\n\r\nText.\r\n",
);

const fault = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
const records: Record<string, string[][]> = {
  "town.example TXT": [["v=spf1 ip4:192.0.2.1 -all"]],
  "k1._domainkey.town.example TXT": [[`v=DKIM1; k=rsa; p=${rsa.publicKey.toString("base64")}`]],
  "_dmarc.town.example TXT": [["v=DMARC1; p=reject"]],
};
const resolver: Resolver = (name, type) => {
  const found = records[`${name} ${type}`];
  return found ? Promise.resolve(found) : fault("ENODATA");
};
const check = (message: Buffer, ip: string, more: Partial<Parameters<typeof authenticateMessage>[0]> = {}) =>
  authenticateMessage({
    raw: message,
    ip,
    helo: "mail.town.example",
    reversePath: "m@town.example",
    hostname: "mx.here.example",
    resolver,
    ...more,
  });

test("what we sign verifies, with DMARC aligned, and is told in RFC 8601's field under our name", async () => {
  const signed = await signMessage(raw, [{ domain: "town.example", selector: "k1", privateKey: rsa.privateKey }]);
  const result = await check(signed, "192.0.2.1");
  expect(result).toMatchObject({
    dmarc: "pass",
    policy: "reject",
    spf: "pass",
    dkim: [{ domain: "town.example", result: "pass" }],
  });
  expect(result.headers[0]?.[0] ?? "").toMatch(/Received-SPF|Authentication-Results/i);
  const field = result.headers.find(([name]) => name === "Authentication-Results")?.[1] ?? "";
  expect(field).toMatch(/^mx\.here\.example; .*dkim=pass.*spf=pass.*dmarc=pass/s);
});

test("one changed letter breaks the signature, and a stranger's address fails SPF and DMARC", async () => {
  const signed = await signMessage(raw, [{ domain: "town.example", selector: "k1", privateKey: rsa.privateKey }]);
  const changed = Buffer.from(signed.toString().replace("Text.", "Test."));
  expect((await check(changed, "198.51.100.1")).dmarc).toBe("fail");
  const forged = await check(raw, "198.51.100.1");
  expect(forged).toMatchObject({ dmarc: "fail", policy: "reject", spf: "fail", dkim: [{ result: "none" }] });
});

test("a domain that says nothing is none, a resolver that does not answer is never thrown", async () => {
  const other = Buffer.from(raw.toString().replaceAll("town.example", "quiet.example"));
  expect(await check(other, "192.0.2.7", { reversePath: "m@quiet.example" })).toMatchObject({
    dmarc: "none",
    spf: "none",
  });
  const down = await check(raw, "192.0.2.1", { resolver: () => fault("ESERVFAIL") });
  expect(down.spf).toBe("temperror");
  expect(down.dmarc).toBe("error");
  // Only the key is out of reach: what might have passed has not failed.
  const signed = await signMessage(raw, [{ domain: "town.example", selector: "k1", privateKey: rsa.privateKey }]);
  const keyless = await check(signed, "198.51.100.1", {
    resolver: (name, type) => (name.startsWith("k1.") ? fault("ETIMEOUT") : resolver(name, type)),
  });
  expect(keyless).toMatchObject({
    dmarc: "error",
    dkim: [{ result: "temperror" }],
    fromDomain: "town.example",
    arc: "none",
  });
});

test("reports without a sender and nonsense for a message are checked all the same", async () => {
  expect((await check(raw, "192.0.2.1", { reversePath: "", helo: "[192.0.2.1]" })).spf).toBeTypeOf("string");
  for (const nonsense of [
    "",
    "\r\n",
    "From\r\n\r\n",
    "From: a@b\r\nFrom: c@d\r\n\r\nx",
    "DKIM-Signature: v=1; a=x; b=\r\n\r\n",
  ])
    expect((await check(Buffer.from(nonsense), "2001:db8::1")).dmarc).toBeTypeOf("string");
});

test("a message with thousands of signatures costs no more lookups than one with twenty", async () => {
  const signed = await signMessage(raw, [{ domain: "town.example", selector: "k1", privateKey: rsa.privateKey }]);
  const signature = signed.subarray(0, signed.length - raw.length).toString();
  const many = Array.from({ length: 3000 }, (_, i) => signature.replace("s=k1", `s=k${i}`)).join("");
  let asked = 0;
  const result = await check(Buffer.concat([Buffer.from(signature + many), raw]), "192.0.2.1", {
    resolver: (name, type) => {
      asked++;
      return resolver(name, type);
    },
  });
  expect(result).toMatchObject({ dmarc: "pass", dkim: { length: 20 } });
  expect(asked).toBeLessThan(40);
});

test("nothing that a header may hold is thrown at the caller", async () => {
  const words = fc.constantFrom(
    ...'From: To: DKIM-Signature: ARC-Seal: Received-SPF: v=1; a=rsa-sha256; d= s= h=from b= bh= i=1; <a@b> ( ) " \r\n \r\n\t ; , : \\ \0 é'.split(
      " ",
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(words, { maxLength: 40 }), fc.array(words, { maxLength: 4 }), async (pieces, path) => {
      const result = await check(Buffer.from(pieces.join(" ")), "192.0.2.1", {
        reversePath: path.join(""),
        helo: path.join("."),
      });
      for (const [, value] of result.headers) expect(value).not.toMatch(/[\r\n]/);
    }),
    { numRuns: 300 },
  );
});
