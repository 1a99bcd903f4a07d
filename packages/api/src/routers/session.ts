import { access, devices, profile, signIn } from "@carbyne/domain";
import { ChangePassword, SignIn } from "@carbyne/schemas";
import { open, router, signedIn } from "../trpc.ts";

const roles = { user: "user", domainAdmin: "domain-admin", admin: "admin" } as const;

export const session = router({
  me: open.query(async ({ ctx }) => {
    if (!ctx.actor) return null;
    const { spaceId, role, ...account } = await access.accessOwnAccount(ctx.domain, ctx.actor);
    return {
      account: { ...account, role: roles[role] },
      settings: await profile.ownSettings(ctx.domain, ctx.actor),
      addresses: await access.sendingAddresses(ctx.domain, ctx.actor),
      spaceId,
      version: ctx.version,
    };
  }),
  signIn: open.input(SignIn).mutation(async ({ ctx, input }) => {
    const { ip, userAgent, device } = ctx;
    const given = await devices.signInBrowser(ctx.domain, { ...input, ip, userAgent, device });
    ctx.setSession(given.session);
    ctx.setDevice(given.device);
  }),
  signOut: open.mutation(async ({ ctx }) => {
    ctx.setSession(null);
    if (ctx.actor?.kind === "user" && ctx.actor.tokenId)
      await signIn.closeSession(ctx.domain, ctx.actor, ctx.actor.tokenId);
  }),
  changePassword: signedIn
    .input(ChangePassword)
    .mutation(({ ctx, input }) => signIn.changePassword(ctx.domain, ctx.actor, input)),
});
