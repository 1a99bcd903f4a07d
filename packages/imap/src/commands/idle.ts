import type { Session } from "../session.ts";
import { BadSyntax, ok } from "../types.ts";
import { type Command, signedIn } from "./command.ts";

/** IDLE, RFC 9051 §6.3.13: tells changes until the client says DONE. */
export const idle: Command = {
  states: signedIn,
  async run(session, args) {
    args.end();
    session.out.write("+ idling\r\n");
    if (session.hasView) session.view.isStale = true;
    const done = session.link.readLine();
    // Made once and raced first, so that a stream of hints can not keep DONE from being heard.
    const isDone = done.then(() => "line" as const);
    // Its failure is seen by whoever awaits it below; until then it must not count as unhandled.
    isDone.catch(() => {});
    for (;;) {
      await session.tellChanges();
      await session.out.flush();
      const event = await nextEvent(session, isDone);
      if (event === "hint") continue;
      if (event === "quiet") {
        session.out.write("* OK still here\r\n");
        continue;
      }
      const line = await done;
      if (line?.trim().toUpperCase() !== "DONE") throw new BadSyntax("DONE expected");
      return ok("idle no more");
    }
  },
};

async function nextEvent(session: Session, isDone: Promise<"line">): Promise<"line" | "hint" | "quiet"> {
  const hint = session.hint();
  const { promise: quiet, resolve } = Promise.withResolvers<"quiet">();
  const timer = setTimeout(() => resolve("quiet"), session.limits.keepAliveMs);
  try {
    return await Promise.race([isDone, hint.promise, quiet]);
  } finally {
    hint.cancel();
    clearTimeout(timer);
  }
}
