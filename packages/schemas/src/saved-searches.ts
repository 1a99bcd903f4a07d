import { z } from "zod";

const Id = z.uuid();
const Tint = z.number().int().min(1).max(12);
const Name = z.string().max(400);
const Query = z.string().max(1000);

export const CreateSavedSearch = z.object({ name: Name, query: Query, tint: Tint.optional() });
export const UpdateSavedSearch = z.object({
  id: Id,
  name: Name.optional(),
  query: Query.optional(),
  tint: Tint.optional(),
});
export const OneSavedSearch = z.object({ id: Id });
export const OrderSavedSearches = z.object({ ids: z.array(Id).max(1000) });
export const CountFound = z.object({ text: Query });
