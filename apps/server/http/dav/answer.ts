import type { IncomingMessage, ServerResponse } from "node:http";
import { answerDav, answerDavError, answerOptions, DavError } from "@carbyne/dav";
import { type Actor, Refusal, type RefusalKind } from "@carbyne/kernel";
import type { App } from "../../app.ts";
import { davBackend } from "../../backends/dav.ts";
import { refusalWords } from "../../refusal-words.ts";
import type { Peer } from "../request.ts";
import { createKnownPrograms } from "./known-programs.ts";

/** Where the files of whoever signs in are. */
export const filesPrefix = "/dav/files";

const status = {
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  invalid: 400,
  "too-large": 413,
  // RFC 4918 §11.5, and RFC 4331 §6 for what lacks.
  "over-quota": 507,
  "too-many": 429,
  busy: 503,
} as const satisfies Record<RefusalKind, number>;

type Ask = {
  readonly app: App;
  readonly peer: Peer;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

/** What each server of this process has learned of programs; tests run several. */
const known = new WeakMap<App, ReturnType<typeof createKnownPrograms>>();

function knownPrograms(app: App): ReturnType<typeof createKnownPrograms> {
  const there = known.get(app) ?? createKnownPrograms(app.ctx);
  known.set(app, there);
  return there;
}

/** Answers WebDAV programs: what is spoken to everybody, all else to who signs in with each request. */
export async function answerWebdav({ app, peer, url, request, response }: Ask): Promise<void> {
  if (request.method === "OPTIONS") return answerOptions(response);
  const isOurHost = (host: string) => host === peer.host || host === app.env.publicUrl?.host;
  try {
    const actor = await signedIn({ app, peer, request });
    const backend = davBackend(app.ctx, actor);
    await answerDav({ backend, prefix: filesPrefix, pathname: url.pathname, request, response, isOurHost });
  } catch (error) {
    if (!(error instanceof Refusal) || response.headersSent) throw error;
    answerNo(response, error);
  }
}

async function signedIn({ app, peer, request }: Pick<Ask, "app" | "peer" | "request">): Promise<Actor> {
  // A password would be read on the way, as it would with IMAP: only who is on this machine may do without TLS. RFC 7617 §4.
  if (!peer.isSecure && !isLoopback(peer.ip)) throw new Refusal("forbidden", "webdav-needs-tls");
  return knownPrograms(app)(request.headers.authorization, peer.ip);
}

const isLoopback = (ip: string) => ip === "::1" || ip.startsWith("127.");

function answerNo(response: ServerResponse, refusal: Refusal): void {
  const { kind } = refusal;
  if (kind === "over-quota") return answerDavError(response, new DavError(507, "<D:quota-not-exceeded/>"));
  const words = Buffer.from(`${refusalWords(refusal)}\n`);
  response.writeHead(status[kind], {
    "content-type": "text/plain; charset=utf-8",
    "content-length": words.length,
    ...(kind === "unauthenticated" ? { "www-authenticate": 'Basic realm="Carbyne", charset="UTF-8"' } : {}),
    // What still comes of a body that nobody wants is not waited for.
    ...(kind === "too-large" || kind === "busy" ? { connection: "close" } : {}),
  });
  response.end(words);
}
