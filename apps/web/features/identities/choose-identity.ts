import type { Identity } from "./api.ts";

type Wish = { readonly identityId?: string | undefined; readonly fromAddress?: string | undefined };

/** An address without its plus part. */
export function withoutTag(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*@/, "@");
}

/** The identity that a message is written as: the one it names, else that of its address, also without the plus part, else the default. */
export function chooseIdentity(identities: readonly Identity[], wish: Wish): Identity | undefined {
  const usable = identities.filter((one) => one.isUsable);
  const { identityId, fromAddress } = wish;
  const byId = usable.find((one) => one.id === identityId);
  if (byId && (fromAddress === undefined || withoutTag(fromAddress) === withoutTag(byId.address))) return byId;
  if (fromAddress === undefined) return usable.find((one) => one.isDefault) ?? usable[0];
  const wanted = fromAddress.toLowerCase();
  const byAddress = usable.filter((one) => one.address.toLowerCase() === wanted);
  const byBase = usable.filter((one) => one.address.toLowerCase() === withoutTag(wanted));
  const candidates = byAddress.length > 0 ? byAddress : byBase;
  return candidates.find((one) => one.isDefault) ?? candidates[0];
}
