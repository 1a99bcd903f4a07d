import type { Embedded } from "@carbyne/db";
import type { Logger } from "@carbyne/kernel";

const [shortestPauseMs, longestPauseMs] = [250, 10_000];

/** Keeps the embedded database running: when it ends by itself it is started again, on the same data and port, until it is stopped. */
export async function keepDatabase(
  start: () => Promise<Embedded>,
  log: Logger,
): Promise<{ url: string; stop(): Promise<void> }> {
  const first = await start();
  let running: Embedded | undefined = first;
  let isStopping = false;

  const watch = async () => {
    let pauseMs = shortestPauseMs;
    while (!isStopping) {
      if (running) {
        await running.ended;
        if (isStopping) return;
        log.error({}, "the database ended; it is started again");
        running = undefined;
        pauseMs = shortestPauseMs;
      }
      try {
        running = await start();
      } catch (error) {
        // Processes of the fallen server may hold its memory for a moment; a full disk may last.
        log.error({ err: error, pauseMs }, "the database does not start");
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      }
    }
  };
  const over = watch();
  return {
    url: first.url,
    async stop() {
      isStopping = true;
      // In the middle of a new start there is nothing to stop yet; what comes of it must not stay behind.
      if (!running) await over;
      await running?.stop();
    },
  };
}
