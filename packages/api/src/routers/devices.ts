import { devices as domain } from "@carbyne/domain";
import { OneSession } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const devices = router({
  /** What a mail program is to be told. */
  mailServers: signedIn.query(({ ctx }) => ctx.mailServers),
  list: signedIn.query(({ ctx }) => domain.listSessions(ctx.domain, ctx.actor)),
  end: signedIn.input(OneSession).mutation(({ ctx, input }) => domain.endSession(ctx.domain, ctx.actor, input)),
  endOthers: signedIn.mutation(({ ctx }) => domain.endOtherSessions(ctx.domain, ctx.actor)),
  activity: signedIn.query(({ ctx }) => domain.listActivity(ctx.domain, ctx.actor)),
});
