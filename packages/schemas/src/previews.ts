import { z } from "zod";

const side = z.coerce.number<string>().int().min(16).max(4096);
const page = z.coerce.number().int().min(1).max(10_000);

/** How a picture of a file is asked for in an address: `area=640x480&fit=cover&page=2`. All of it may be left out. */
export const PictureQuery = z.object({
  area: z
    .string()
    .regex(/^\d{1,4}x\d{1,4}$/)
    .transform((text) => text.split("x"))
    .pipe(z.tuple([side, side]))
    .default([640, 480]),
  fit: z.enum(["contain", "cover"]).default("contain"),
  quality: z.enum(["lowest", "low", "medium", "high", "highest"]).default("medium"),
  format: z.enum(["jpeg", "png", "webp", "gif"]).default("webp"),
  shape: z.enum(["rectangular", "rounded"]).default("rectangular"),
  page: page.default(1),
});

/** How pages are asked for: `first=2&last=5`, or all of them. */
export const PagesQuery = z
  .object({ first: page.default(1), last: page.optional() })
  .refine(({ first, last }) => last === undefined || first <= last);
