import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Refusal } from "@carbyne/kernel";
import type { App } from "../app.ts";
import { mailServers } from "../mail-servers.ts";
import { answerWebdav } from "./dav/answer.ts";
import { answerBot, isBotPath } from "./bots/answer-api.ts";
import { answerHook } from "./bots/answer-hook.ts";
import { answerExport, isExportPath } from "./chat/export.ts";
import { answerPreviewPicture, isPreviewPicture } from "./chat/preview-picture.ts";
import { answerRoomPicture, answerRoomPicturing, isRoomPicture, isRoomPicturing } from "./chat/room-picture.ts";
import { answerDocumentExport, isDocumentExport } from "./documents/export.ts";
import {
  answerDocumentPicture,
  answerDocumentPictures,
  isDocumentPicture,
  isDocumentPictures,
} from "./documents/pictures.ts";
import { answerArchive } from "./files/archive.ts";
import { answerContent, isContentPath } from "./files/content.ts";
import { answerMessageFile, isMessageFilePath } from "./files/message.ts";
import { answerFilePreview, isFilePreview } from "./files/previews.ts";
import { answerUploadOne, answerUploads } from "./files/uploads.ts";
import { answerGuest, isGuestPage, isGuestPath } from "./guests/answer.ts";
import { answerHealth } from "./health.ts";
import { answerLink, hideLink, isLinkPage, isLinkPath } from "./links/answer.ts";
import { answerDownload } from "./mail/download.ts";
import { answerMessage } from "./mail/messages.ts";
import { answerAttachmentPreview, isAttachmentPreview } from "./mail/previews.ts";
import { answerPrint } from "./mail/print-page.ts";
import { answerAutoconfig } from "./setup/autoconfig.ts";
import { answerAutodiscover } from "./setup/autodiscover.ts";
import { answerMobileconfig } from "./setup/mobileconfig.ts";
import { answerRemoteImage } from "./mail/remote-image.ts";
import { answerTransferFile, answerTransferPiece } from "./mail/transfers.ts";
import { answerUpload, answerUploaded } from "./mail/uploads.ts";
import { observeRequest, registry } from "./metrics.ts";
import type { openPages } from "./pages.ts";
import { answerMeetingPart, isMeetingPart } from "./meeting-parts.ts";
import { answerPdfReader, isPdfReaderPath } from "./pdf-reader.ts";
import { answerCaptions, answerFilm, isCaptions, isFilm } from "./recordings/film.ts";
import { answerJson, answerRefusal } from "./refusals.ts";
import { createPeerReader, isOwnOrigin, type Peer } from "./request.ts";
import { pagePolicy, setCommonHeaders } from "./security-headers.ts";
import { answerServiceWorker } from "./service-worker.ts";
import { actorOf } from "./session.ts";
import { answerShare } from "./share.ts";
import { answerTrpc } from "./trpc.ts";
import { answerWopi, isWopiPath } from "./wopi/answer.ts";

type Ask = {
  readonly app: App;
  readonly peer: Peer;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

/** Who may ask: everybody, whoever has a session, or this machine only. */
export type Audience = "open" | "signed-in" | "machine";

type Route = {
  readonly name: string;
  readonly method: "GET" | "POST" | "*";
  readonly matches: (path: string) => boolean;
  readonly audience: Audience;
  /** Programs ask, that bring neither a cookie nor a header of ours: nothing changes by it, or they sign in with what no other site's page has. */
  readonly isForPrograms?: true;
  readonly handle: (ask: Ask) => Promise<void>;
};

const begins = (prefix: string) => (path: string) => path.startsWith(prefix);
const equals = (whole: string) => (path: string) => path === whole;

/** Everything that is answered before the web app's pages, first match first. */
export const routes: readonly Route[] = [
  {
    name: "health",
    method: "GET",
    matches: equals("/health"),
    audience: "open",
    async handle({ app, response }) {
      const { code, body } = await answerHealth(app);
      answerJson(response, code, body);
    },
  },
  {
    name: "metrics",
    method: "GET",
    matches: equals("/metrics"),
    audience: "machine",
    async handle({ response }) {
      response.writeHead(200, { "content-type": registry.contentType });
      response.end(await registry.metrics());
    },
  },
  {
    name: "service-worker",
    method: "GET",
    matches: equals("/service-worker.js"),
    audience: "open",
    handle: async ({ response }) => answerServiceWorker(response),
  },
  {
    name: "pdf-reader",
    method: "GET",
    matches: isPdfReaderPath,
    audience: "open",
    handle: ({ url, response }) => answerPdfReader({ url, response }),
  },
  {
    name: "meeting-parts",
    method: "GET",
    matches: isMeetingPart,
    audience: "open",
    handle: ({ url, response }) => answerMeetingPart({ url, response }),
  },
  {
    name: "autoconfig",
    method: "GET",
    matches: (path) => path === "/mail/config-v1.1.xml" || path === "/.well-known/autoconfig/mail/config-v1.1.xml",
    audience: "open",
    handle: ({ app, peer, url, response }) =>
      answerAutoconfig({ ctx: app.ctx, servers: mailServers(app), host: peer.host, url, response }),
  },
  {
    name: "autodiscover",
    method: "POST",
    // Outlook writes it in either case.
    matches: (path) => path.toLowerCase() === "/autodiscover/autodiscover.xml",
    audience: "open",
    isForPrograms: true,
    handle: ({ app, peer, request, response }) =>
      answerAutodiscover({ ctx: app.ctx, servers: mailServers(app), host: peer.host, request, response }),
  },
  {
    name: "setup-apple",
    method: "GET",
    matches: equals("/setup/apple.mobileconfig"),
    audience: "signed-in",
    handle: async (ask) => answerMobileconfig({ ...ask, ...(await known(ask)), servers: mailServers(ask.app) }),
  },
  {
    name: "share",
    method: "POST",
    matches: equals("/share"),
    // A form of the browser's own: it only leads on to where one begins a message by a link.
    audience: "open",
    isForPrograms: true,
    handle: answerShare,
  },
  {
    name: "trpc",
    method: "*",
    matches: begins("/trpc/"),
    audience: "open",
    async handle({ app, peer, request, response, url }) {
      await answerTrpc(app, peer, { request, response, path: url.pathname.slice("/trpc/".length) });
    },
  },
  {
    name: "mail-preview",
    method: "GET",
    matches: isAttachmentPreview,
    audience: "signed-in",
    handle: async (ask) => answerAttachmentPreview({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "mail-message",
    method: "GET",
    matches: begins("/mail/messages/"),
    audience: "signed-in",
    handle: async (ask) => answerMessage({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "mail-remote",
    method: "GET",
    matches: begins("/mail/remote/"),
    // The page that shows a message has no session: the address itself carries the right.
    audience: "open",
    handle: async ({ app, url, response }) => answerRemoteImage({ ctx: app.ctx, url, response }),
  },
  {
    name: "mail-download",
    method: "GET",
    matches: equals("/mail/download"),
    audience: "signed-in",
    handle: async (ask) => answerDownload({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "mail-print",
    method: "GET",
    matches: equals("/mail/print"),
    audience: "signed-in",
    handle: async (ask) => answerPrint({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "upload",
    method: "POST",
    matches: equals("/upload"),
    audience: "signed-in",
    handle: async (ask) => answerUpload({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "uploaded",
    method: "GET",
    matches: begins("/uploads/"),
    audience: "signed-in",
    handle: async (ask) => answerUploaded({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "transfer-file",
    method: "GET",
    matches: (path) => path.startsWith("/transfers/") && path.endsWith("/file"),
    audience: "signed-in",
    handle: async (ask) => answerTransferFile({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "transfer-piece",
    method: "POST",
    matches: begins("/transfers/"),
    audience: "signed-in",
    handle: async (ask) => answerTransferPiece({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "chat-export",
    method: "GET",
    matches: isExportPath,
    audience: "signed-in",
    handle: async (ask) => answerExport({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "chat-preview-picture",
    method: "GET",
    matches: isPreviewPicture,
    audience: "signed-in",
    handle: async (ask) => answerPreviewPicture({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "chat-room-picture",
    method: "GET",
    matches: isRoomPicture,
    audience: "signed-in",
    handle: async (ask) => answerRoomPicture({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "chat-room-picturing",
    method: "POST",
    matches: isRoomPicturing,
    audience: "signed-in",
    handle: async (ask) => answerRoomPicturing({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "recording-film",
    method: "GET",
    matches: isFilm,
    audience: "signed-in",
    handle: async (ask) => answerFilm({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "recording-captions",
    method: "GET",
    matches: isCaptions,
    audience: "signed-in",
    handle: async (ask) => answerCaptions({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "file-content",
    method: "GET",
    matches: isContentPath,
    audience: "signed-in",
    handle: async (ask) => answerContent({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "file-preview",
    method: "GET",
    matches: isFilePreview,
    audience: "signed-in",
    handle: async (ask) => answerFilePreview({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "file-message",
    method: "GET",
    matches: isMessageFilePath,
    audience: "signed-in",
    handle: async (ask) => answerMessageFile({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "file-archive",
    method: "GET",
    matches: equals("/files/archive"),
    audience: "signed-in",
    handle: async (ask) => answerArchive({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "document-export",
    method: "GET",
    matches: isDocumentExport,
    audience: "signed-in",
    handle: async (ask) => answerDocumentExport({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "document-picture",
    method: "GET",
    matches: isDocumentPicture,
    audience: "signed-in",
    handle: async (ask) => answerDocumentPicture({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "document-pictures",
    method: "POST",
    matches: isDocumentPictures,
    audience: "signed-in",
    handle: async (ask) => answerDocumentPictures({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "file-uploads",
    method: "*",
    matches: equals("/file-uploads"),
    audience: "signed-in",
    handle: async (ask) => answerUploads({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "file-upload",
    method: "*",
    matches: begins("/file-uploads/"),
    audience: "signed-in",
    handle: async (ask) => answerUploadOne({ ...ask, ...(await known(ask)) }),
  },
  {
    name: "link",
    method: "*",
    matches: isLinkPath,
    // The address itself carries the right.
    audience: "open",
    handle: ({ app, peer, url, request, response }) => answerLink({ ctx: app.ctx, peer, url, request, response }),
  },
  {
    name: "guest",
    method: "*",
    matches: isGuestPath,
    // The address itself carries the right to come in, and a cookie that is given there the rest.
    audience: "open",
    handle: answerGuest,
  },
  {
    name: "hook",
    method: "POST",
    matches: begins("/hooks/"),
    // The address itself carries the right to say something in its room.
    audience: "open",
    isForPrograms: true,
    handle: answerHook,
  },
  {
    name: "bot",
    method: "*",
    matches: isBotPath,
    // By a bearer token, which no page of another site has.
    audience: "signed-in",
    isForPrograms: true,
    handle: answerBot,
  },
  {
    name: "wopi",
    method: "*",
    matches: isWopiPath,
    // By a token of the file, which no page of another site has.
    audience: "signed-in",
    isForPrograms: true,
    handle: ({ app, url, request, response }) => answerWopi({ ctx: app.ctx, url, request, response }),
  },
  {
    name: "webdav",
    method: "*",
    matches: (path) => path === "/dav" || path.startsWith("/dav/"),
    audience: "signed-in",
    isForPrograms: true,
    handle: answerWebdav,
  },
];

async function known({ app, peer, request }: Ask) {
  return { ctx: app.ctx, actor: await actorOf(app.ctx, request, peer) };
}

/** The one handler of both listeners. */
export function createHandler(app: App, pages: Awaited<ReturnType<typeof openPages>>) {
  const peerOf = createPeerReader(app.env);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const startedAt = performance.now();
    const peer = peerOf(request);
    let name = "page";
    response.once("close", () => {
      const labels = { route: name, method: request.method ?? "", status: response.statusCode };
      observeRequest((performance.now() - startedAt) / 1000, labels);
    });
    try {
      setCommonHeaders(response, peer);
      const url = readUrl(request);
      const route = routes.find(({ matches }) => matches(url.pathname));
      if (!route) return await answerPage(pages, peer, { request, response });
      name = route.name;
      guard(route, { app, peer, request });
      await route.handle({ app, peer, url, request, response });
    } catch (error) {
      answerFailure(app, response, error);
    }
  };
}

function readUrl(request: IncomingMessage): URL {
  const target = request.url ?? "/";
  // An absolute or protocol-relative target names a host of the client's choosing; only its path counts.
  if (!URL.canParse(target, "http://local.invalid")) throw new Refusal("invalid", "page-unknown");
  return new URL(target, "http://local.invalid");
}

/** What holds for every route before it is asked: its method, its audience, and that no other site's page asks. */
function guard(route: Route, { app, peer, request }: Pick<Ask, "app" | "peer" | "request">): void {
  const method = request.method ?? "GET";
  if (route.method !== "*" && method !== route.method && !(route.method === "GET" && method === "HEAD"))
    throw new Refusal("invalid", "method-unknown");
  if (route.audience === "machine" && !isLoopback(peer.ip)) throw new Refusal("not-found", "page-unknown");
  const mayChange = method !== "GET" && method !== "HEAD";
  // A form or an image of another site cannot set this header, and its script would need our leave to (Fetch Standard, CORS preflight).
  const isOurs = request.headers["x-carbyne"] === "1" && isOwnOrigin(request, peer, app.env.publicUrl);
  if (mayChange && !isOurs && !route.isForPrograms) throw new Refusal("forbidden", "foreign-request");
}

function isLoopback(ip: string): boolean {
  return ip === "::1" || ip.startsWith("127.");
}

async function answerPage(
  pages: Awaited<ReturnType<typeof openPages>>,
  { isSecure }: Peer,
  { request, response }: Pick<Ask, "request" | "response">,
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") throw new Refusal("invalid", "method-unknown");
  const target = request.url ?? "/";
  const meets = /^\/meet\/[\w-]+(?:\?|$)/.test(target) || isGuestPage(target);
  const policy = pagePolicy(randomBytes(18).toString("base64"), { isSecure, meets });
  if (isLinkPage(target) || isGuestPage(target)) hideLink(response);
  // Next takes the nonce for its own scripts from here.
  request.headers["content-security-policy"] = policy;
  if (!request.url?.startsWith("/_next/static/")) response.setHeader("content-security-policy", policy);
  await pages.handle(request, response);
}

function answerFailure(app: App, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof Refusal) return answerRefusal(response, error);
  app.log.error({ err: error }, "request failed");
  answerJson(response, 500, { message: "internal error" });
}
