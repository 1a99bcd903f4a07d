import { admin } from "./routers/admin.ts";
import { conversations } from "./routers/conversations.ts";
import { drafts, outbox, peopleRouter } from "./routers/drafts.ts";
import { events } from "./routers/events.ts";
import { mailboxes } from "./routers/mailboxes.ts";
import { session } from "./routers/session.ts";
import { sharing } from "./routers/sharing.ts";
import { settings } from "./routers/settings.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  admin,
  conversations,
  drafts,
  events,
  mailboxes,
  outbox,
  people: peopleRouter,
  session,
  settings,
  sharing,
});

export type AppRouter = typeof appRouter;
