import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createSecureContext, type SecureContext } from "node:tls";
import { generate } from "selfsigned";
import type { Env } from "./env.ts";
import { StartFault } from "./start-fault.ts";

export type Pair = { readonly cert: string; readonly key: string };

export type Tls = Pair & {
  /** The certificate of the moment: files that were renewed are read again within a minute. */
  current(): SecureContext;
  /** Tells of each renewal, for listeners that hold a certificate of their own. */
  onChange(listener: (pair: Pair) => void): void;
  /** Takes a renewed certificate from somebody who may read it. */
  replace(pair: Pair): void;
  readonly isSelfSigned: boolean;
};

const recheckMs = 60_000;

/** The certificate: the files that were given, or one of our own making, made once and kept in the data folder. */
export async function openTls(env: Env): Promise<Tls> {
  const files = env.tlsFiles ?? (await ownFiles(env));
  let pair = readPair(files);
  let context = createSecureContext(pair);
  let checkedAt = Date.now();
  const listeners: ((pair: Pair) => void)[] = [];
  const replace = (next: Pair) => {
    if (next.cert === pair.cert && next.key === pair.key) return;
    [context, pair] = [createSecureContext(next), next];
    for (const listener of listeners) listener(next);
  };
  return {
    ...pair,
    isSelfSigned: env.tlsFiles === undefined,
    replace,
    onChange: (listener) => void listeners.push(listener),
    current() {
      if (Date.now() - checkedAt > recheckMs) {
        checkedAt = Date.now();
        replaceIfWhole(files, replace);
      }
      return context;
    },
  };
}

/** Looks for a renewed certificate as long as the process runs: the supervisor does, whose user can read the files for sure. */
export function watchTls(tls: Tls): { stop(): void } {
  const timer = setInterval(() => tls.current(), recheckMs);
  return { stop: () => clearInterval(timer) };
}

/** A renewal replaces two files, one after the other: a pair that does not fit yet, or that this user may not read, is tried again later. */
function replaceIfWhole(files: Pair, replace: (pair: Pair) => void): void {
  try {
    replace(readPair(files));
  } catch {
    return;
  }
}

function readPair(files: Pair): Pair {
  const read = (file: string, what: string) => {
    try {
      return readFileSync(file, "utf8");
    } catch (error) {
      throw new StartFault(`the ${what} ${file} cannot be read`, { cause: error });
    }
  };
  return { cert: read(files.cert, "certificate"), key: read(files.key, "key") };
}

const days = 3650;

async function ownFiles({ dataDir, domain }: Env): Promise<Pair> {
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
