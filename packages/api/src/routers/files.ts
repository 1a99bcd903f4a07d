import { documents, files as domain, fileSearch as search, scanning } from "@carbyne/domain";
import {
  AttachFiles,
  CompleteUpload,
  CreateFolder,
  DescribeNode,
  EmptyTrash,
  FileExcerptsOf,
  FindTaken,
  HandOver,
  KeepVersion,
  ListFilesView,
  ListFolder,
  NodeChangesSince,
  MoveNodes,
  OneFileUpload,
  OneNode,
  OneVersion,
  PlaceNodes,
  RenameNode,
  SaveAttachments,
  SearchFiles,
  SomeNodes,
  StarNodes,
} from "@carbyne/schemas";
import { router, signedIn } from "../trpc.ts";

export const files = router({
  list: signedIn.input(ListFolder).query(({ ctx, input }) => domain.listFolder(ctx.domain, ctx.actor, input)),
  view: signedIn.input(ListFilesView).query(({ ctx, input }) => domain.listView(ctx.domain, ctx.actor, input)),
  search: signedIn.input(SearchFiles).query(({ ctx, input }) => search.searchFiles(ctx.domain, ctx.actor, input)),
  excerpts: signedIn.input(FileExcerptsOf).query(({ ctx, input }) => search.fileExcerpts(ctx.domain, ctx.actor, input)),
  get: signedIn.input(OneNode).query(({ ctx, input }) => domain.getNode(ctx.domain, ctx.actor, input)),
  activity: signedIn.input(OneNode).query(({ ctx, input }) => domain.listActivity(ctx.domain, ctx.actor, input)),
  changes: signedIn.input(NodeChangesSince).query(({ ctx, input }) => domain.nodeChanges(ctx.domain, ctx.actor, input)),
  taken: signedIn.input(FindTaken).query(({ ctx, input }) => domain.findTaken(ctx.domain, ctx.actor, input)),
  attach: signedIn.input(AttachFiles).mutation(({ ctx, input }) => domain.attachFiles(ctx.domain, ctx.actor, input)),
  saveAttachments: signedIn
    .input(SaveAttachments)
    .mutation(({ ctx, input }) => domain.saveAttachments(ctx.domain, ctx.actor, input)),
  createFolder: signedIn
    .input(CreateFolder)
    .mutation(({ ctx, input }) => domain.createFolder(ctx.domain, ctx.actor, input)),
  rename: signedIn.input(RenameNode).mutation(({ ctx, input }) => domain.renameNode(ctx.domain, ctx.actor, input)),
  describe: signedIn
    .input(DescribeNode)
    .mutation(({ ctx, input }) => domain.describeNode(ctx.domain, ctx.actor, input)),
  star: signedIn.input(StarNodes).mutation(({ ctx, input }) => domain.starNodes(ctx.domain, ctx.actor, input)),
  moveEffects: signedIn.input(SomeNodes).query(({ ctx, input }) => domain.moveEffects(ctx.domain, ctx.actor, input)),
  move: signedIn.input(MoveNodes).mutation(({ ctx, input }) => domain.moveNodes(ctx.domain, ctx.actor, input)),
  copy: signedIn.input(PlaceNodes).mutation(({ ctx, input }) => domain.copyNodes(ctx.domain, ctx.actor, input)),
  handOver: signedIn.input(HandOver).mutation(({ ctx, input }) => domain.handOver(ctx.domain, ctx.actor, input)),
  trash: signedIn.input(SomeNodes).mutation(({ ctx, input }) => domain.trashNodes(ctx.domain, ctx.actor, input)),
  restore: signedIn.input(SomeNodes).mutation(({ ctx, input }) => domain.restoreNodes(ctx.domain, ctx.actor, input)),
  remove: signedIn.input(SomeNodes).mutation(({ ctx, input }) => domain.deleteNodes(ctx.domain, ctx.actor, input)),
  emptyTrash: signedIn.input(EmptyTrash).mutation(({ ctx, input }) => domain.emptyTrash(ctx.domain, ctx.actor, input)),
  uploads: signedIn.query(({ ctx }) => domain.listUploads(ctx.domain, ctx.actor)),
  completeUpload: signedIn
    .input(CompleteUpload)
    .mutation(({ ctx, input }) => domain.completeUpload(ctx.domain, ctx.actor, input)),
  cancelUpload: signedIn
    .input(OneFileUpload)
    .mutation(({ ctx, input }) => domain.cancelUpload(ctx.domain, ctx.actor, input)),
  versions: signedIn.input(OneNode).query(({ ctx, input }) => domain.listVersions(ctx.domain, ctx.actor, input)),
  restoreVersion: signedIn
    .input(OneVersion)
    .mutation(({ ctx, input }) => documents.restoreVersion(ctx.domain, ctx.actor, input)),
  keepVersion: signedIn
    .input(KeepVersion)
    .mutation(({ ctx, input }) => domain.keepVersion(ctx.domain, ctx.actor, input)),
  scanAgain: signedIn.input(OneNode).mutation(({ ctx, input }) => scanning.scanFileAgain(ctx.domain, ctx.actor, input)),
  removeVersion: signedIn
    .input(OneVersion)
    .mutation(({ ctx, input }) => domain.deleteVersion(ctx.domain, ctx.actor, input)),
});
