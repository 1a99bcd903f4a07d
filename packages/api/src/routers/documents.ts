import { documents as domain } from "@carbyne/domain";
import { AddPicture, CreateDocument, OneDocument } from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const documents = router({
  get: signedIn.input(OneDocument).query(({ ctx, input }) => domain.getDocument(ctx.domain, ctx.actor, input)),
  visit: signedIn.input(OneDocument).mutation(({ ctx, input }) => domain.visitDocument(ctx.domain, ctx.actor, input)),
  create: signedIn
    .input(CreateDocument)
    .mutation(({ ctx, input }) => domain.createDocument(ctx.domain, ctx.actor, input)),
  addPicture: signedIn
    .input(AddPicture)
    .mutation(({ ctx, input }) => domain.addPictureFromFile(ctx.domain, ctx.actor, input)),
});
