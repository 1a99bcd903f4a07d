import { z } from "zod";

const Id = z.uuid();
const bytes = z.number().int().min(1).max(1e15);

/** What a link lets be done, and how long. */
const terms = {
  description: z.string().max(2000).optional(),
  code: z.string().max(1000).nullable().optional(),
  expiresAt: z.iso.datetime({ offset: true }).nullable().optional(),
  downloadLimit: z.number().int().min(1).max(1_000_000).nullable().optional(),
  uploadLimit: bytes.optional(),
  role: z.enum(["read", "comment", "write"]).optional(),
  isForVisitors: z.boolean().optional(),
};

export const LinksOf = z.object({ nodeId: Id });
export const CreateLink = z.object({
  nodeId: Id,
  kind: z.enum(["download", "view", "upload", "collaborate"]),
  isForMail: z.boolean().optional(),
  ...terms,
});
export const ChangeLink = z.object({ id: Id, kind: z.enum(["download", "view"]).optional(), ...terms });
export const LinksIn = z.object({ messageId: Id });
export const OneLink = z.object({ id: Id });

/** What a visitor says before anything is shown. */
export const LinkCode = z.object({ code: z.string().min(1).max(1000) });
/** Under which name somebody comes in. */
export const LinkVisitorName = z.object({ name: z.string().max(1000) });
/** How a visitor asks for an entry, in an address. */
export const LinkNodeQuery = z.object({
  id: Id.nullable().default(null),
  sort: z.enum(["name", "size", "changed", "type"]).optional(),
  direction: z.enum(["asc", "desc"]).optional(),
  offset: z.coerce.number().int().min(0).max(10_000_000).optional(),
});
