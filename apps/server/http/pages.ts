import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import next from "next";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const webFolder = path.join(import.meta.dirname, "../../web");

/** The web app's pages. Throws when it was not built. */
export async function openPages(): Promise<{ handle: Handler; close(): Promise<void> }> {
  if (!existsSync(path.join(webFolder, ".next/BUILD_ID")))
    throw new Error("the web app is not built: run `npm run build`");
  // Its types describe CommonJS, where the function itself is the module.
  const create = next as unknown as typeof next.default;
  const app = create({ dev: false, dir: webFolder });
  await app.prepare();
  const handle = app.getRequestHandler();
  return { handle: (request, response) => handle(request, response), close: () => app.close() };
}
