import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createSecureContext, type SecureContext } from "node:tls";
import { generate } from "selfsigned";
import type { Env } from "./env.ts";

export type Tls = {
  /** The certificate of the moment: files that were renewed are read again within a minute. */
  current(): SecureContext;
  readonly cert: string;
  readonly key: string;
  readonly isSelfSigned: boolean;
};

const recheckMs = 60_000;

/** The certificate: the files that were given, or one of our own making, made once and kept in the data folder. */
export async function openTls(env: Env): Promise<Tls> {
  const files = env.tlsFiles ?? (await ownFiles(env));
  let pair = readPair(files);
  let context = createSecureContext(pair);
  let checkedAt = Date.now();
  return {
    ...pair,
    isSelfSigned: env.tlsFiles === undefined,
    current() {
      if (Date.now() - checkedAt > recheckMs) {
        checkedAt = Date.now();
        // A renewal replaces two files, one after the other: a pair that does not fit yet is tried again later.
        try {
          const next = readPair(files);
          if (next.cert !== pair.cert) [context, pair] = [createSecureContext(next), next];
        } catch {
          return context;
        }
      }
      return context;
    },
  };
}

function readPair(files: { cert: string; key: string }): { cert: string; key: string } {
  const read = (file: string, what: string) => {
    try {
      return readFileSync(file, "utf8");
    } catch (error) {
      throw new Error(`the ${what} ${file} cannot be read`, { cause: error });
    }
  };
  return { cert: read(files.cert, "certificate"), key: read(files.key, "key") };
}

const days = 3650;

async function ownFiles({ dataDir, domain }: Env): Promise<{ cert: string; key: string }> {
  const folder = path.join(dataDir, "tls");
  const files = { cert: path.join(folder, "self-signed.pem"), key: path.join(folder, "self-signed.key") };
  if (existsSync(files.key) && statSync(files.key).size > 0) return files;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const names = [domain, `mail.${domain}`, "localhost"].map((value) => ({ type: 2 as const, value }));
  const addresses = ["127.0.0.1", "::1"].map((ip) => ({ type: 7 as const, ip }));
  const made = await generate([{ name: "commonName", value: domain }], {
    keySize: 2048,
    algorithm: "sha256",
    notAfterDate: new Date(Date.now() + days * 86_400_000),
    extensions: [{ name: "subjectAltName", altNames: [...names, ...addresses] }],
  });
  writeFileSync(files.cert, made.cert, { mode: 0o644 });
  writeFileSync(files.key, made.private, { mode: 0o600 });
  chmodSync(files.key, 0o600);
  return files;
}
