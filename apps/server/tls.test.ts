import { copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { X509Certificate } from "node:crypto";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { readEnv } from "./env.ts";
import { openTls } from "./tls.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-tls-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.useRealTimers());

/** A folder with a certificate of its own making. */
async function made(name: string) {
  const dataDir = path.join(folder, name);
  const tls = await openTls(readEnv({ CARBYNE_DATA_DIR: dataDir, CARBYNE_DOMAIN: "town.example" }));
  const files = { cert: path.join(dataDir, "tls/self-signed.pem"), key: path.join(dataDir, "tls/self-signed.key") };
  return { dataDir, tls, files };
}

test("a certificate is made once, for all names of the machine, and its key is nobody else's to read", async () => {
  const { dataDir, tls, files } = await made("own");
  const { subjectAltName } = new X509Certificate(tls.cert);
  for (const name of ["DNS:town.example", "DNS:mail.town.example", "DNS:localhost", "IP Address:127.0.0.1"])
    expect(subjectAltName).toContain(name);
  expect(statSync(files.key).mode & 0o077).toBe(0);
  const again = await openTls(readEnv({ CARBYNE_DATA_DIR: dataDir, CARBYNE_DOMAIN: "town.example" }));
  expect(again.cert).toBe(tls.cert);
});

test("renewed files are taken up within a minute, and not before both fit together", async () => {
  const [before, after] = [await made("before"), await made("after")];
  const given = { cert: path.join(folder, "cert.pem"), key: path.join(folder, "key.pem") };
  copyFileSync(before.files.cert, given.cert);
  copyFileSync(before.files.key, given.key);
  const tls = await openTls(readEnv({ CARBYNE_TLS_CERT: given.cert, CARBYNE_TLS_KEY: given.key }));
  const seen: string[] = [];
  tls.onChange(({ cert }) => seen.push(cert));
  const first = tls.current();

  vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ["Date"] });
  copyFileSync(after.files.cert, given.cert);
  expect(tls.current()).toBe(first);
  copyFileSync(after.files.key, given.key);
  expect(tls.current()).toBe(first);
  vi.setSystemTime(Date.now() + 61_000);
  expect(tls.current()).not.toBe(first);
  expect(seen).toEqual([after.tls.cert]);
});

test("a process that may not read the files is handed the renewal", async () => {
  const [{ tls }, after] = [await made("handed"), await made("handed-after")];
  const seen: string[] = [];
  tls.onChange(({ cert }) => seen.push(cert));
  const first = tls.current();
  tls.replace({ cert: after.tls.cert, key: after.tls.key });
  tls.replace({ cert: after.tls.cert, key: after.tls.key });
  expect(tls.current()).not.toBe(first);
  expect(seen).toEqual([after.tls.cert]);
});

test("a file that cannot be read is named", async () => {
  writeFileSync(path.join(folder, "empty"), "");
  const env = readEnv({ CARBYNE_TLS_CERT: path.join(folder, "none.pem"), CARBYNE_TLS_KEY: path.join(folder, "empty") });
  await expect(openTls(env)).rejects.toThrow(`the certificate ${path.join(folder, "none.pem")} cannot be read`);
});
