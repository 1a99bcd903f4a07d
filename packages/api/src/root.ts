import { admin } from "./routers/admin.ts";
import { appPasswords } from "./routers/app-passwords.ts";
import { chat } from "./routers/chat.ts";
import { comments } from "./routers/comments.ts";
import { conversations } from "./routers/conversations.ts";
import { devices } from "./routers/devices.ts";
import { documents } from "./routers/documents.ts";
import { drafts, outbox, peopleRouter } from "./routers/drafts.ts";
import { events } from "./routers/events.ts";
import { identities, signatures, templates } from "./routers/identities.ts";
import { files } from "./routers/files.ts";
import { filters, works } from "./routers/filters.ts";
import { links } from "./routers/links.ts";
import { lists } from "./routers/lists.ts";
import { mailboxes } from "./routers/mailboxes.ts";
import { meetings } from "./routers/meetings.ts";
import { recordings } from "./routers/recordings.ts";
import { notices } from "./routers/notices.ts";
import { outOfOffice } from "./routers/out-of-office.ts";
import { push } from "./routers/push.ts";
import { reading } from "./routers/reading.ts";
import { savedSearches } from "./routers/saved-searches.ts";
import { senders } from "./routers/senders.ts";
import { session } from "./routers/session.ts";
import { sharing } from "./routers/sharing.ts";
import { settings } from "./routers/settings.ts";
import { tags } from "./routers/tags.ts";
import { teamFolders } from "./routers/team-folders.ts";
import { transfers } from "./routers/transfers.ts";
import { viewing } from "./routers/viewing.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  admin,
  appPasswords,
  chat,
  comments,
  conversations,
  devices,
  documents,
  drafts,
  events,
  identities,
  files,
  filters,
  links,
  lists,
  mailboxes,
  meetings,
  recordings,
  notices,
  outbox,
  outOfOffice,
  people: peopleRouter,
  push,
  reading,
  savedSearches,
  senders,
  session,
  settings,
  signatures,
  templates,
  sharing,
  tags,
  teamFolders,
  transfers,
  viewing,
  works,
});

export type AppRouter = typeof appRouter;
