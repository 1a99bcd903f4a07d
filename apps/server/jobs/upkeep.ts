import {
  chat,
  documents,
  files,
  mail,
  maintenance,
  meetings,
  previews,
  recordings,
  sharing,
  transfers,
} from "@carbyne/domain";
import { giveUpAfterMs } from "@carbyne/smtp";
import type { Loop } from "./loop.ts";

const packAtOnce = 500;
const minuteMs = 60_000;

/** Moves staged bytes into packs. */
export const pack: Loop = {
  name: "pack",
  restMs: 5000,
  round: async ({ ctx }) => (await ctx.blobs.pack(packAtOnce)) === packAtOnce,
};

/** Removes what has had its time. */
export const purge: Loop = {
  name: "purge",
  restMs: 30 * minuteMs,
  async round({ ctx }) {
    await mail.endOutOfOffice(ctx);
    await maintenance.emptyOldTrash(ctx);
    await maintenance.purge(ctx);
    await files.giveUpOldTrash(ctx);
    await chat.purgeUnsent(ctx);
    await chat.purgePreviews(ctx);
    await chat.purgeDeliveries(ctx);
    await meetings.purgeOutsiders(ctx);
    await files.removeGivenUp(ctx);
    await files.removeOldVersions(ctx);
    await documents.thinVersions(ctx);
    await files.purgeUploads(ctx);
    await files.purgeLinks(ctx);
    await transfers.purgeTransfers(ctx);
    await recordings.retireRecordings(ctx);
    await previews.purgePreviews(ctx);
    return false;
  },
};

/** Ends shares and visits of guests whose time is over. */
export const endShares: Loop = {
  name: "end-shares",
  restMs: minuteMs / 2,
  async round({ ctx }) {
    await sharing.endShares(ctx);
    await chat.endGuests(ctx);
    return false;
  },
};

/** Tells senders of mail that is on its way for hours. */
export const late: Loop = {
  name: "late",
  restMs: minuteMs,
  async round({ ctx, hostname }) {
    await mail.reportLate(ctx, { hostname, giveUpAfterMs });
    return false;
  },
};
