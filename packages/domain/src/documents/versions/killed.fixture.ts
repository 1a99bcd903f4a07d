// `node killed.fixture.ts DATABASE_URL FOLDER DOCUMENT [ACCOUNT VERSION]`: a process that dies while it makes a version, by itself or of what it has
// brought back, once the content is written and before the row is.
import path from "node:path";
import { silentLogger } from "@carbyne/kernel";
import { openContext } from "../../context.ts";
import { makeVersion } from "./make-version.ts";
import { restoreDocumentVersion } from "./restore-version.ts";

const [databaseUrl = "", folder = "", id = "", accountId = "", versionId = ""] = process.argv.slice(2);
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
const dying = { ...ctx, blobs };
if (versionId === "") await makeVersion(dying, { id, accountId: null });
else await restoreDocumentVersion(dying, { kind: "user", accountId }, { id, versionId });
