import { chat as domain } from "@carbyne/domain";
import { ListGallery, SearchChat } from "@carbyne/schemas";
import { signedIn } from "../trpc.ts";

/** What was said in all rooms of the person's, or in one. */
export const chatSearch = signedIn
  .input(SearchChat)
  .query(({ ctx, input }) => domain.searchChat(ctx.domain, ctx.actor, input));

/** Pictures, files and links of a room. */
export const chatGallery = signedIn
  .input(ListGallery)
  .query(({ ctx, input }) => domain.listGallery(ctx.domain, ctx.actor, input));
