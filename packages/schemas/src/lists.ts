import { z } from "zod";

const Id = z.uuid();
const Address = z.string().max(998);

export const FindLists = z.object({ addresses: z.array(Address).max(100) });
const terms = {
  name: z.string().max(200).optional(),
  description: z.string().max(2000).optional(),
  whoMaySend: z.enum(["everyone", "domain", "members"]).optional(),
  whoSeesMembers: z.enum(["domain", "members", "managers"]).optional(),
};
const Addresses = z.array(Address).min(1).max(10_000);
const part = {
  text: z.string().max(200).optional(),
  cursor: z.string().max(1000).optional(),
};

export const OneList = z.object({ id: Id });
export const CreateList = z.object({ address: Address, ...terms });
export const ChangeList = z.object({ id: Id, address: Address.optional(), ...terms });
export const ListLists = z.object({ domainId: Id.optional(), ...part });
export const ListMembers = z.object({ id: Id, ...part });
export const AddMembers = z.object({ id: Id, addresses: Addresses, as: z.enum(["member", "manager"]) });
export const RemoveMembers = z.object({ id: Id, addresses: Addresses, as: z.enum(["member", "manager", "both"]) });
