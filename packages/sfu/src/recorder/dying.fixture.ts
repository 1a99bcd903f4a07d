import { silentLogger } from "@carbyne/kernel";
import { createRecorder } from "./recorder.ts";
import { openStage, picture } from "./stage.fixture.ts";

/** Records somebody until it is ended from outside; says after each tenth of a second how much of it there is. */
const [, , workerBin = "", folder = ""] = process.argv;
const stage = await openStage(workerBin);
stage.join("ann");
const [mic, camera] = [await stage.produce("ann", "mic"), await stage.produce("ann", "camera")];
const recorder = createRecorder({
  folder,
  log: silentLogger,
  leastFreeBytes: () => 0,
  onStarted: async () => {},
  onEnded: async () => {},
});
await recorder.start({ recordingId: "one", by: "Ann" }, stage.tap, () => {});
const startedAt = performance.now();
let count = 0;
setInterval(() => {
  const due = Math.floor((performance.now() - startedAt) / 20);
  for (; count < due; count += 1) {
    mic.send(Buffer.alloc(60, 1), { atMs: count * 20 });
    if (count % 2 === 0) camera.send(picture({ isKey: count % 50 === 0 }), { atMs: count * 20 });
    if (count % 5 === 0) process.stdout.write(`${count * 20}\n`);
  }
}, 10);
