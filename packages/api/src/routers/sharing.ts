import { sharing as domain } from "@carbyne/domain";
import { router, signedIn } from "../trpc.ts";

export const sharing = router({
  accounts: signedIn.query(({ ctx }) => domain.listAccounts(ctx.domain, ctx.actor)),
});
