import { documents as domain } from "@carbyne/domain";
import {
  AddPicture,
  CommentOnText,
  CompareVersions,
  CreateDocument,
  NameVersion,
  OneDocument,
  OneDocumentVersion,
  RenameVersion,
  SettleSuggestions,
} from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const documents = router({
  get: signedIn.input(OneDocument).query(({ ctx, input }) => domain.getDocument(ctx.domain, ctx.actor, input)),
  visit: signedIn.input(OneDocument).mutation(({ ctx, input }) => domain.noteOpening(ctx.domain, ctx.actor, input)),
  create: signedIn
    .input(CreateDocument)
    .mutation(({ ctx, input }) => domain.createDocument(ctx.domain, ctx.actor, input)),
  read: signedIn.input(OneDocument).query(({ ctx, input }) => domain.readDocument(ctx.domain, ctx.actor, input)),
  comment: signedIn
    .input(CommentOnText)
    .mutation(({ ctx, input }) => domain.commentOnText(ctx.domain, ctx.actor, { ...input, origin: ctx.origin })),
  settle: signedIn
    .input(SettleSuggestions)
    .mutation(({ ctx, input }) => domain.settleSuggestions(ctx.domain, ctx.actor, input)),
  versions: signedIn
    .input(OneDocument)
    .query(({ ctx, input }) => domain.listDocumentVersions(ctx.domain, ctx.actor, input)),
  version: signedIn
    .input(OneDocumentVersion)
    .query(({ ctx, input }) => domain.readVersion(ctx.domain, ctx.actor, input)),
  compare: signedIn
    .input(CompareVersions)
    .query(({ ctx, input }) => domain.compareVersions(ctx.domain, ctx.actor, input)),
  nameVersion: signedIn
    .input(NameVersion)
    .mutation(({ ctx, input }) => domain.nameVersion(ctx.domain, ctx.actor, input)),
  renameVersion: signedIn
    .input(RenameVersion)
    .mutation(({ ctx, input }) => domain.renameVersion(ctx.domain, ctx.actor, input)),
  restoreVersion: signedIn
    .input(OneDocumentVersion)
    .mutation(({ ctx, input }) => domain.restoreDocumentVersion(ctx.domain, ctx.actor, input)),
  importFile: signedIn.input(OneDocument).mutation(({ ctx, input }) => domain.importFile(ctx.domain, ctx.actor, input)),
  openOffice: signedIn
    .input(OneDocument)
    .mutation(({ ctx, input }) => domain.openOfficeFile(ctx.domain, ctx.actor, input)),
  addPicture: signedIn
    .input(AddPicture)
    .mutation(({ ctx, input }) => domain.addPictureFromFile(ctx.domain, ctx.actor, input)),
});
