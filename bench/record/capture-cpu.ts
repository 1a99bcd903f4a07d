import { mkdir } from "node:fs/promises";
import { silentLogger } from "@carbyne/kernel";
import { createRecorder } from "@carbyne/sfu";
import { openStage, picture } from "@carbyne/sfu/recorder-stage";

const people = 4;
const runMs = 10_000;

/** Processor time of capturing one of four people, in per cent of a core. */
export async function captureCpu(folder: string) {
  await mkdir(folder, { recursive: true });
  const without = await stageCpu(null);
  const recorded = await stageCpu(folder);
  return {
    figure: ((recorded - without) / runMs / people) * 100,
    parts: { "without ms": without, "with ms": recorded },
  };
}

async function stageCpu(folder: string | null): Promise<number> {
  const stage = await openStage(process.env["MEDIASOUP_WORKER_BIN"] ?? "");
  const senders: (() => void)[] = [];
  for (let person = 0; person < people; person++) {
    stage.join(`p${person}`);
    const [mic, camera] = [await stage.produce(`p${person}`, "mic"), await stage.produce(`p${person}`, "camera")];
    let tick = 0;
    senders.push(() => {
      mic.send(Buffer.alloc(80, 1));
      // 25 pictures a second in five packets each.
      if (tick++ % 2 === 0)
        for (let part = 0; part < 5; part++)
          camera.send(picture({ isKey: part === 0 && tick % 100 === 1, bytes: 1180 }), { isMarked: part === 4 });
    });
  }
  const recording =
    folder === null ? null : await recorderIn(folder).start({ recordingId: "one", by: "" }, stage.tap, () => {});
  const [worker, own] = [await stage.worker.getResourceUsage(), process.cpuUsage()];
  const startedAt = performance.now();
  for (let ticks = 0; performance.now() - startedAt < runMs; ) {
    for (; ticks < (performance.now() - startedAt) / 20; ticks++) for (const send of senders) send();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await recording?.stop();
  const [after, used] = [await stage.worker.getResourceUsage(), process.cpuUsage(own)];
  stage.close();
  const ofWorker = after.ru_utime + after.ru_stime - worker.ru_utime - worker.ru_stime;
  return ofWorker + (used.user + used.system) / 1000;
}

const recorderIn = (folder: string) =>
  createRecorder({
    folder,
    log: silentLogger,
    leastFreeBytes: () => 0,
    onStarted: async () => {},
    onEnded: async () => {},
  });
