import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from "node:http";
import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { isIP } from "node:net";
import { type ConnectMail, type MailLogin, type MailSource, SourceFault } from "./mail-source.ts";
import { type Allowed, mayAsk, webPorts } from "./public-address.ts";

export type OutsideRequest = {
  readonly url: string;
  readonly method?: "GET" | "POST";
  readonly body?: { readonly type: string; readonly content: string | Buffer };
  readonly accept?: string;
  /** Further header fields, which are the caller's own and never the person's; not sent along to where a redirect leads. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes: number;
  /** For all of it, redirects too. */
  readonly timeoutMs?: number;
  /** How many redirects are followed; none for a POST. */
  readonly maxRedirects?: number;
};

/** `refused`: our rules forbid to ask there. `failed`: asked in vain. */
export type OutsideAnswer =
  | { readonly status: "answered"; readonly code: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }
  | { readonly status: "refused" | "failed"; readonly reason: string };

/** Looks a name up; the addresses are checked before any of them is connected to. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/** How other servers on the Internet are asked, on behalf of people whose mail names them. */
export type Outside = {
  ask(request: OutsideRequest): Promise<OutsideAnswer>;
  /** Signs in to an account on another mail server; throws a SourceFault when that cannot be. */
  openMail(login: MailLogin): Promise<MailSource>;
};

/** Ports on which everybody's mail may be read: IMAP and IMAPS. */
const mailPorts = [143, 993];

const defaultTimeoutMs = 15_000;
const defaultRedirects = 4;
/** So many are under way at once; one more is answered that it failed, and is asked again by whoever wants it. */
const mostAtOnce = 64;
const longestUrl = 8_000;
/** Says what we are and nothing about who reads. */
const userAgent = "Mozilla/5.0 (compatible; mail picture proxy)";
/** Names that only mean something on this machine or in this house. RFC 6761, RFC 6762 §3, RFC 7686, RFC 8375. */
const internalName = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa|onion|test|invalid)$/;

class Stop extends Error {
  readonly status: "refused" | "failed";
  constructor(status: "refused" | "failed", reason: string) {
    super(reason);
    this.status = status;
  }
}

/**
 * Opens the one way out. Every hop is checked anew: scheme, name, port, and each address that the name stands for; the connection then goes to
 * the address that was checked, so that a name cannot mean another one a moment later. Nothing of the person is sent along.
 */
export function createOutside({
  resolve,
  isAllowed,
  connectMail,
}: {
  resolve: Resolve;
  isAllowed: Allowed;
  connectMail: ConnectMail;
}): Outside {
  let running = 0;
  return {
    async ask(request) {
      if (running >= mostAtOnce) return { status: "failed", reason: "busy" };
      running++;
      const signal = AbortSignal.timeout(request.timeoutMs ?? defaultTimeoutMs);
      try {
        return await follow(request, { resolve, isAllowed, signal });
      } catch (error) {
        if (error instanceof Stop) return { status: error.status, reason: error.message };
        return { status: "failed", reason: signal.aborted ? "too-slow" : "unreachable" };
      } finally {
        running--;
      }
    },

    async openMail(login) {
      const signal = AbortSignal.timeout(defaultTimeoutMs);
      const where = { name: login.host, port: login.port, ports: mailPorts };
      const address = await addressOf(where, { resolve, isAllowed, signal }).catch((error: unknown) => {
        throw new SourceFault(error instanceof Stop && error.status === "refused" ? "refused" : "unreachable");
      });
      return connectMail({ ...login, address, isKnown: isAllowed(address, login.port) });
    },
  };
}

type Means = { readonly resolve: Resolve; readonly isAllowed: Allowed; readonly signal: AbortSignal };

async function follow(request: OutsideRequest, means: Means): Promise<OutsideAnswer> {
  const most = request.method === "POST" ? 0 : (request.maxRedirects ?? defaultRedirects);
  let url = readUrl(request.url, undefined);
  for (let hops = 0; ; hops++) {
    const address = await addressOf(placeOf(url), means);
    const response = await connect(url, address, hops === 0 ? request : { ...request, headers: {} }, means.signal);
    const { location } = response.headers;
    const code = response.statusCode ?? 0;
    if (code >= 300 && code < 400 && location !== undefined && request.method !== "POST") {
      response.destroy();
      if (hops >= most) throw new Stop("failed", "too-many-redirects");
      url = readUrl(location, url);
      continue;
    }
    return { status: "answered", code, headers: response.headers, body: await readBody(response, request.maxBytes) };
  }
}

function readUrl(text: string, base: URL | undefined): URL {
  if (text.length > longestUrl || !URL.canParse(text, base?.href)) throw new Stop("refused", "no-address");
  const url = new URL(text, base);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new Stop("refused", "no-web-address");
  // Encrypted is not followed by open: what was asked for in secret stays so.
  if (base?.protocol === "https:" && url.protocol === "http:") throw new Stop("refused", "redirect-unencrypted");
  if (url.username !== "" || url.password !== "") throw new Stop("refused", "address-with-password");
  return url;
}

function placeOf(url: URL) {
  // Odd spellings of numbers (`0x7f.1`, `2130706433`, `127.1`) are plain ones once the URL is read, URL Standard §3.5.
  const name = url.hostname.replace(/^\[|\]$/g, "");
  return { name, port: Number(url.port) || (url.protocol === "https:" ? 443 : 80), ports: webPorts };
}

type Place = { readonly name: string; readonly port: number; readonly ports: readonly number[] };

/** The address that a name stands for, when every one it stands for may be asked on this port. */
async function addressOf(place: Place, { resolve, isAllowed, signal }: Means): Promise<string> {
  const { port, ports } = place;
  const name = place.name.toLowerCase().replace(/\.$/, "");
  const may = (address: string) => mayAsk(address, port, { isAllowed, ports });
  if (isIP(name)) {
    if (!may(name)) throw new Stop("refused", "address-refused");
    return name;
  }
  if (!name.includes(".") || internalName.test(name)) throw new Stop("refused", "name-refused");
  const addresses = await Promise.race([resolve(name), aborted(signal)]);
  // All must be allowed: a name that stands for the world and for our house is after our house.
  const [first] = addresses;
  if (first === undefined) throw new Stop("failed", "name-unknown");
  if (!addresses.every(may)) throw new Stop("refused", "address-refused");
  return first;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Stop("failed", "too-slow")), { once: true });
  });
}

function connect(url: URL, address: string, ask: OutsideRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const { method = "GET", body, accept = "*/*", headers = {} } = ask;
  const family = isIP(address);
  const request = url.protocol === "https:" ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const asked: ClientRequest = request(url, {
      method,
      signal,
      agent: false,
      headers: {
        ...headers,
        "user-agent": userAgent,
        accept,
        "accept-encoding": "identity",
        ...(body ? { "content-type": body.type, "content-length": Buffer.byteLength(body.content) } : {}),
      },
      lookup: (_name, options, found) =>
        options.all ? found(null, [{ address, family }]) : found(null, address, family),
    });
    asked.on("response", resolve);
    asked.on("error", reject);
    asked.end(body?.content);
  });
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  if (Number(response.headers["content-length"] ?? 0) > maxBytes) {
    response.destroy();
    throw new Stop("failed", "too-large");
  }
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) throw new Stop("failed", "unreachable");
    size += chunk.length;
    if (size > maxBytes) {
      response.destroy();
      throw new Stop("failed", "too-large");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
