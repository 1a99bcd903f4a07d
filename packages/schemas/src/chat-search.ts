import { z } from "zod";

const Id = z.uuid();
const Time = z.iso.datetime({ offset: true });

export const SearchChat = z.object({
  text: z.string().max(1000),
  roomId: Id.optional(),
  from: Id.optional(),
  after: Time.optional(),
  before: Time.optional(),
  has: z.enum(["file", "link", "picture"]).optional(),
  cursor: Id.optional(),
});
export const ListGallery = z.object({
  roomId: Id,
  kind: z.enum(["pictures", "files", "links"]),
  before: z.number().int().min(0).max(2_147_483_647).optional(),
});
