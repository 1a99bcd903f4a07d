import { z } from "zod";

const Id = z.uuid();
const Tint = z.number().int().min(1).max(12);
const Name = z.string().max(400);

export const CreateTag = z.object({ name: Name, tint: Tint.optional() });
export const UpdateTag = z.object({ id: Id, name: Name.optional(), tint: Tint.optional() });
export const OneTag = z.object({ id: Id });
