import type { PairBench, PairFigure, Round } from "../bench.ts";
import { load, untilQuiet } from "../machine.ts";
import { createOurs, type OurServer } from "../ours.ts";
import { accountFor } from "../servers.ts";
import { eightAtOnce, getFile, putFile } from "./client.ts";
import { createNginx, type FileServer } from "./nginx.ts";

const rounds = 3;
const mb = 1_000_000;

async function createBoth(onCleanUp: (task: () => Promise<void>) => void): Promise<readonly FileServer[]> {
  const server = await createOurs();
  onCleanUp(() => server.destroy());
  await server.start();
  return [await createNginx(onCleanUp), overWebdav(server)];
}

/** Our files over WebDAV, which is what both sides speak. */
export function overWebdav(server: OurServer): FileServer {
  const { user, password } = accountFor(0);
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  return { side: "ours", address: `http://127.0.0.1:${server.httpPort}/dav/files/`, headers: { authorization } };
}

/** Three rounds a side, in turns; `work` answers how much was done, and the figure is how much of it in a second. */
async function measure(
  title: string,
  servers: readonly FileServer[],
  work: (server: FileServer, round: number) => Promise<number>,
): Promise<Round[]> {
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round++)
    for (const server of round % 2 === 1 ? servers : servers.toReversed()) {
      const before = { busy: await untilQuiet(), load: load() };
      const begun = performance.now();
      const done = await work(server, round);
      const seconds = (performance.now() - begun) / 1000;
      const figure = done / seconds;
      measured.push({ side: server.side, figure, parts: { seconds }, ...before });
      console.log(
        `${title}: round ${round}, ${server.side} ${figure.toFixed(1)} (${seconds.toFixed(2)} s, load ${before.load})`,
      );
    }
  return measured;
}

/** One large file, and many small ones on eight connections, sent to nginx's WebDAV and to ours on the same disk. Ours are on the disk when it answers. */
export const upload: PairBench = {
  kind: "pair",
  name: "upload",
  async run(onCleanUp, { isBig }): Promise<readonly PairFigure[]> {
    const [largeBytes, count] = isBig ? [1000 * mb, 2000] : [200 * mb, 400];
    const servers = await createBoth(onCleanUp);
    for (const server of servers) await putFile(server, "warm.bin", 5 * mb);
    const large = await measure("upload, large", servers, async (server, round) => {
      await putFile(server, `large-${round}.bin`, largeBytes);
      return largeBytes / mb;
    });
    const small = await measure("upload, small", servers, async (server, round) => {
      await eightAtOnce(count, (index) => putFile(server, `small-${round}-${index}.bin`, 20_000));
      return count;
    });
    return [
      { label: `of ${largeBytes / mb} MB`, unit: "MB/s", aim: 0.9, rounds: large },
      { label: `of ${count} files of 20 kB`, unit: "files/s", aim: 0.9, rounds: small },
    ];
  },
};

/** One large file as a whole, and stretches of it on eight connections, from nginx and from us. */
export const download: PairBench = {
  kind: "pair",
  name: "download",
  async run(onCleanUp, { isBig }): Promise<readonly PairFigure[]> {
    const sizeBytes = isBig ? 1000 * mb : 200 * mb;
    const servers = await createBoth(onCleanUp);
    for (const server of servers) await putFile(server, "large.bin", sizeBytes);
    for (const server of servers) await getFile(server, "large.bin");
    const whole = await measure("download, whole", servers, async (server) => {
      return (await getFile(server, "large.bin")) / mb;
    });
    const pieceBytes = 2 * mb;
    const pieces = await measure("download, ranges", servers, async (server) => {
      await eightAtOnce(sizeBytes / pieceBytes, (index) =>
        getFile(server, "large.bin", { from: index * pieceBytes, to: (index + 1) * pieceBytes }),
      );
      return sizeBytes / mb;
    });
    return [
      { label: `of ${sizeBytes / mb} MB`, unit: "MB/s", aim: 0.9, rounds: whole },
      { label: "in ranges of 2 MB", unit: "MB/s", aim: 0.9, rounds: pieces },
    ];
  },
};
