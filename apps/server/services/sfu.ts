import { accessSync, constants } from "node:fs";
import { networkInterfaces } from "node:os";
import { newId } from "@carbyne/kernel";
import { createSfu, type Sfu, type SfuOptions, turnServers } from "@carbyne/sfu";
import type { App, Running, Service } from "../app.ts";
import { openRecorder } from "../backends/recorder.ts";
import { createSfuBackend } from "../backends/sfu.ts";
import { recordingFolder } from "../jobs/recordings.ts";
import { StartFault } from "../start-fault.ts";
import { openMeetingSockets } from "../http/meetings/meeting-sockets.ts";

/** How long somebody may begin to use the relay that they were told of. */
const turnSeconds = 6 * 3600;

/** How often it is looked whether the program that forwards media is there by now: `npm start` may still be making it. */
const lookMs = 2_000;

/** Meetings: who is in them, and what each hears and sees. Without the program that forwards media it runs, and nobody can meet until that is there. */
export const sfu: Service = {
  name: "sfu",
  role: "sfu",
  async start(app): Promise<Running> {
    const { workerBin } = app.env.media;
    if (workerBin !== undefined && isRunnable(workerBin)) return startMeetings(app, { workerBin, id: newId() });
    app.log.warn(
      { workerBin },
      "there is no media worker, so nobody can meet: npm start makes it, or says what is missing for that",
    );
    return startOnceThere(app, workerBin);
  },
};

function startOnceThere(app: App, workerBin: string | undefined): Running {
  const id = newId();
  let running: Running | null = null;
  let starting = Promise.resolve();
  let isOver = false;
  const timer = setInterval(() => {
    if (workerBin === undefined || !isRunnable(workerBin)) return;
    clearInterval(timer);
    starting = begin(workerBin).catch((err: unknown) => app.log.error({ err }, "meetings could not be started"));
  }, lookMs);
  async function begin(bin: string): Promise<void> {
    const begun = await startMeetings(app, { workerBin: bin, id });
    if (isOver) return begun.stop();
    running = begun;
    app.log.info({}, "the media worker is there: people can meet");
  }
  return {
    health: () => running?.health() ?? { ok: true, detail: "there is no media worker" },
    node: {
      id,
      get address() {
        return running?.node?.address ?? null;
      },
      load: () => running?.node?.load() ?? 0,
    },
    async stop() {
      isOver = true;
      clearInterval(timer);
      await starting;
      await running?.stop();
    },
  };
}

async function startMeetings(app: App, { workerBin, id }: { workerBin: string; id: string }): Promise<Running> {
  const { ctx, env, log } = app;
  const { media, ports } = env;
  const server = await started(ports.RTC, {
    backend: createSfuBackend(ctx, {
      owner: id,
      onLost: (meetingId) => sockets.letGo(meetingId),
      onSignedOut: ({ meetingId, ...who }) => server.order(meetingId, { what: "signOut", ...who }),
    }),
    log,
    workerBin,
    workers: media.workers,
    listen: { port: ports.RTC, addresses: ownAddresses(env.listenHost), announced: media.announced ?? null },
    iceServers: (personId) => [
      ...(media.stun.length > 0 ? [{ urls: [...media.stun] }] : []),
      ...turnServers({ ...media.turn, personId, now: ctx.clock.now(), seconds: turnSeconds }),
    ],
    recordingFolder: recordingFolder(app),
    recorder: await openRecorder(app),
  });
  const sockets = await openMeetingSockets(ctx, { sfu: server, owner: id, host: hostOf(env.internalAddress), log });
  return {
    health: () => ({ detail: "", ...server.health() }),
    node: {
      id,
      address: sockets.address,
      load() {
        const { peers, consumers } = server.load();
        return peers + consumers;
      },
    },
    async stop() {
      await server.drain();
      await sockets.stop();
      await server.close();
    },
  };
}

/** Starts the media workers; a port that is taken is told in words. */
async function started(port: number, options: SfuOptions): Promise<Sfu> {
  try {
    return await createSfu(options);
  } catch (error) {
    const isTaken = error instanceof Error && /address already in use/i.test(error.message);
    if (!isTaken) throw error;
    const last = port + options.workers - 1;
    const ports = last === port ? `port ${port}` : `one of the ports ${port} to ${last}`;
    throw new StartFault(`${ports} is taken by another program`, { cause: error });
  }
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function hostOf(address: string): string {
  return new URL(`http://${address}`).hostname.replace(/^\[|\]$/g, "");
}

/** The one that is listened on, or all of the machine; those that only hold for one cable are nobody's to reach. */
function ownAddresses(host: string | undefined): string[] {
  if (host !== undefined && host !== "0.0.0.0" && host !== "::") return [host];
  return Object.values(networkInterfaces())
    .flatMap((known) => known ?? [])
    .filter(({ address }) => !address.startsWith("fe80:"))
    .map(({ address }) => address);
}
