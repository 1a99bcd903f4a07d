import type { Measured, SoloBench } from "../bench.ts";
import { createOurs, type OurServer } from "../ours.ts";
import { pssOf } from "../processes.ts";
import { soloRound } from "../solo.ts";
import { getFile, putFile } from "./client.ts";
import { overWebdav } from "./files.ts";
import type { FileServer } from "./nginx.ts";

const mb = 1_000_000;

/** By how much all processes of the server grow while a file of 1 GB, or of 10 GB with `--big`, comes and goes. */
export const filesMemory: SoloBench = {
  kind: "solo",
  name: "files-10g",
  async run(onCleanUp, { isBig }) {
    const sizeBytes = (isBig ? 10_000 : 1_000) * mb;
    const ours = await createOurs();
    onCleanUp(() => ours.destroy());
    await ours.start();
    const server = overWebdav(ours);
    // What any first file loads is no growth by size.
    for (let i = 0; i < 4; i++) await putFile(server, "warm.bin", 50 * mb);
    for (let i = 0; i < 4; i++) await getFile(server, "warm.bin");
    const round = await soloRound("files-10g", () => once(ours, server, sizeBytes));
    return [{ label: `growth with ${sizeBytes / 1000 / mb} GB`, unit: "MB", aim: 50, rounds: [round] }];
  },
};

async function once(ours: OurServer, server: FileServer, sizeBytes: number): Promise<Measured> {
  const before = memoryOf(ours);
  let [most, isOver] = [before, false];
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, memoryOf(ours));
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  })();
  const begun = performance.now();
  await putFile(server, "large.bin", sizeBytes);
  const sent = performance.now();
  const afterUpload = most;
  const count = await getFile(server, "large.bin");
  isOver = true;
  await watching;
  if (count !== sizeBytes) throw new Error(`${count} bytes came back of ${sizeBytes}`);
  return {
    figure: most - before,
    parts: {
      before,
      upload: afterUpload - before,
      "upload MB/s": sizeBytes / mb / ((sent - begun) / 1000),
      "download MB/s": sizeBytes / mb / ((performance.now() - sent) / 1000),
    },
  };
}

/** The share of memory that is theirs, of all processes, in MB. */
function memoryOf(ours: OurServer): number {
  return ours.processes().reduce((sum, { pid }) => sum + pssOf(pid), 0) / mb;
}
