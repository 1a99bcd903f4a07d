// `node killed.fixture.ts DATABASE_URL FOLDER NOW`: a process that looks for a document to save, and dies while it saves it, once the content is written
// and before the version is. NOW is the time of the one that starts it.
import path from "node:path";
import { silentLogger } from "@carbyne/kernel";
import { openContext } from "../../context.ts";
import { saveNext } from "./due-saves.ts";

const [databaseUrl = "", folder = "", now = ""] = process.argv.slice(2);
const ctx = openContext({
  databaseUrl,
  nats: undefined,
  blobFolder: path.join(folder, "blobs"),
  spoolFolder: path.join(folder, "spool"),
  keyFolder: path.join(folder, "keys"),
  log: silentLogger,
  outside: {
    ask: () => Promise.resolve({ status: "refused", reason: "nobody is asked in tests" }),
    openMail: () => Promise.reject(new Error("nobody is asked in tests")),
  },
  scanner: null,
});
const blobs: typeof ctx.blobs = {
  ...ctx.blobs,
  async prepare(data) {
    const { hash, write } = await ctx.blobs.prepare(data);
    return {
      hash,
      async write(client) {
        await write(client);
        process.kill(process.pid, "SIGKILL");
        await new Promise(() => {});
      },
    };
  },
};
await saveNext({ ...ctx, blobs, clock: { now: () => new Date(now) } });
