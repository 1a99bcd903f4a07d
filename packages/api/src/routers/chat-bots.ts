import { chat as domain } from "@carbyne/domain";
import {
  ChangeOutgoing,
  CreateBot,
  CreateIncoming,
  CreateOutgoing,
  InRoom,
  OneBot,
  OneHook,
  SeatBot,
  SwitchOutgoing,
} from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

/** Webhooks by which programs say something in a room, for those who keep order there. */
export const chatIncoming = router({
  list: signedIn.input(InRoom).query(({ ctx, input }) => domain.listIncoming(ctx.domain, ctx.actor, input)),
  create: signedIn
    .input(CreateIncoming)
    .mutation(({ ctx, input }) => domain.createIncoming(ctx.domain, ctx.actor, input)),
  renew: signedIn.input(OneHook).mutation(({ ctx, input }) => domain.renewIncoming(ctx.domain, ctx.actor, input)),
  remove: signedIn.input(OneHook).mutation(({ ctx, input }) => domain.removeIncoming(ctx.domain, ctx.actor, input)),
});

/** Webhooks that are told what happens in a room, for its owners. */
export const chatOutgoing = router({
  list: signedIn.input(InRoom).query(({ ctx, input }) => domain.listOutgoing(ctx.domain, ctx.actor, input)),
  create: signedIn
    .input(CreateOutgoing)
    .mutation(({ ctx, input }) => domain.createOutgoing(ctx.domain, ctx.actor, input)),
  change: signedIn
    .input(ChangeOutgoing)
    .mutation(({ ctx, input }) => domain.changeOutgoing(ctx.domain, ctx.actor, input)),
  switch: signedIn
    .input(SwitchOutgoing)
    .mutation(({ ctx, input }) => domain.switchOutgoing(ctx.domain, ctx.actor, input)),
  renew: signedIn.input(OneHook).mutation(({ ctx, input }) => domain.renewOutgoing(ctx.domain, ctx.actor, input)),
  remove: signedIn.input(OneHook).mutation(({ ctx, input }) => domain.removeOutgoing(ctx.domain, ctx.actor, input)),
  try: signedIn.input(OneHook).mutation(({ ctx, input }) => domain.tryOutgoing(ctx.domain, ctx.actor, input)),
  deliveries: signedIn.input(OneHook).query(({ ctx, input }) => domain.listDeliveries(ctx.domain, ctx.actor, input)),
});

/** Programs that have a part in rooms, by a token. */
export const chatBots = router({
  list: signedIn.input(InRoom).query(({ ctx, input }) => domain.listBots(ctx.domain, ctx.actor, input)),
  create: signedIn.input(CreateBot).mutation(({ ctx, input }) => domain.createBot(ctx.domain, ctx.actor, input)),
  add: signedIn.input(SeatBot).mutation(({ ctx, input }) => domain.addBot(ctx.domain, ctx.actor, input)),
  renew: signedIn.input(OneBot).mutation(({ ctx, input }) => domain.renewBot(ctx.domain, ctx.actor, input)),
  remove: signedIn.input(OneBot).mutation(({ ctx, input }) => domain.removeBot(ctx.domain, ctx.actor, input)),
});
