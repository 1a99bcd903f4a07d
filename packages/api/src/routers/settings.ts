import { profile, quota } from "@carbyne/domain";
import { SetSetting } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const settings = router({
  get: signedIn.query(({ ctx }) => profile.ownSettings(ctx.domain, ctx.actor)),
  storage: signedIn.query(({ ctx }) => quota.ownStorage(ctx.domain, ctx.actor)),
  set: signedIn
    .input(SetSetting)
    .mutation(({ ctx, input: { key, value } }) => profile.setOwnSetting(ctx.domain, ctx.actor, { key, value })),
});
