import { useMailAccounts } from "./api.ts";

/** Whose mail a mailbox is, as the person calls them; null for one's own. */
export function useOwnerName(mailbox: { isOwn: boolean; spaceId: string } | undefined): string | null {
  const { data: accounts } = useMailAccounts();
  if (!mailbox || mailbox.isOwn) return null;
  const account = accounts?.find((one) => one.spaceId === mailbox.spaceId);
  return account ? account.name || account.address : null;
}
