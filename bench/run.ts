import type { Bench, Report } from "./bench.ts";
import { chat } from "./chat/chat.ts";
import { collab } from "./collab/collab.ts";
import { compare, lastLine, toPairReports } from "./compare.ts";
import { deliver } from "./deliver/deliver.ts";
import { fetchFolder } from "./fetch/fetch.ts";
import { docOpen } from "./doc-open/doc-open.ts";
import { download, upload } from "./files/files.ts";
import { filesList } from "./files/list.ts";
import { filesMemory } from "./files/memory.ts";
import { footprint } from "./footprint/footprint.ts";
import { saveReport } from "./last.ts";
import { joinMeeting } from "./join/join.ts";
import { list } from "./list/list.ts";
import { createOurs } from "./ours.ts";
import { createPeer } from "./peer/peer.ts";
import type { MailServer, Side } from "./servers.ts";
import { convert, thumbs } from "./previews/previews.ts";
import { record } from "./record/record.ts";
import { soloLine, toReports } from "./solo.ts";
import { search } from "./search/search.ts";
import { sfu } from "./sfu/sfu.ts";
import { cold } from "./webmail/cold.ts";
import { size } from "./webmail/size.ts";
import { webTrace } from "./web-trace/web-trace.ts";
import { webmail } from "./webmail/webmail.ts";

const benches: readonly Bench[] = [
  deliver,
  fetchFolder,
  footprint,
  webmail,
  size,
  cold,
  search,
  list,
  webTrace,
  thumbs,
  convert,
  upload,
  download,
  filesList,
  filesMemory,
  chat,
  collab,
  docOpen,
  sfu,
  joinMeeting,
  record,
];
const usage = `npm run bench -- NAME [--ours-only | --peer-only | --big]\nNAME is one of ${benches.map(({ name }) => name).join(", ")}`;

/** What has to be stopped and removed, however the run ends. */
const cleanUps: (() => Promise<void>)[] = [];
let cleaning: Promise<void> | undefined;

async function main(args: readonly string[]): Promise<void> {
  const options = args.filter((arg) => arg.startsWith("--"));
  const [name, ...extra] = args.filter((arg) => !arg.startsWith("--"));
  const bench = benches.find((candidate) => candidate.name === name);
  const known = options.every((option) => ["--ours-only", "--peer-only", "--big"].includes(option));
  if (!bench || extra.length > 0 || !known || options.length > 1) throw new Error(usage);
  const sides: readonly Side[] =
    options[0] === "--ours-only" ? ["ours"] : options[0] === "--peer-only" ? ["peer"] : ["peer", "ours"];

  if (bench.kind === "solo") {
    if (!sides.includes("ours")) throw new Error(`${bench.name} has no peer`);
    const figures = await bench.run(onCleanUp, { isBig: options[0] === "--big" });
    for (const [key, report] of toReports(bench.name, figures)) saveReport(key, report);
    await cleanUp();
    console.log(soloLine(bench.name, figures));
    return;
  }
  if (bench.kind === "pair") {
    const reports = toPairReports(bench.name, await bench.run(onCleanUp, { isBig: options[0] === "--big" }));
    for (const [key, report] of reports) saveReport(key, report);
    await cleanUp();
    for (const [key, report] of reports) console.log(lastLine(key, report));
    return;
  }
  const servers: MailServer[] = [];
  for (const side of sides) {
    const server = side === "peer" ? await createPeer() : await createOurs();
    onCleanUp(() => server.destroy());
    servers.push(server);
  }
  const report: Report = await compare(bench, servers);
  saveReport(bench.name, report);
  await cleanUp();
  console.log(lastLine(bench.name, report));
}

function onCleanUp(task: () => Promise<void>): void {
  cleanUps.push(task);
}

/** The first caller cleans up, later ones wait for the same: stopping servers make the bench fail in passing. */
function cleanUp(): Promise<void> {
  cleaning ??= runCleanUps();
  return cleaning;
}

async function runCleanUps(): Promise<void> {
  for (const task of cleanUps.splice(0).reverse()) {
    try {
      await task();
    } catch (error) {
      // The others have to be stopped all the same; the run fails by its exit code.
      console.error("cleaning up failed:", error);
      process.exitCode = 1;
    }
  }
}

/** Says what went wrong, leaves nothing running, and ends with a code that a script can see. */
async function giveUp(error: unknown): Promise<never> {
  if (!cleaning) console.error(error instanceof Error ? error.message : error);
  await cleanUp();
  process.exit(1);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void giveUp(`stopped by ${signal}`));
}
await main(process.argv.slice(2)).then(cleanUp).catch(giveUp);
