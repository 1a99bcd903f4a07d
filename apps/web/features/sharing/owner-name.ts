import { useMailAccounts } from "./api.ts";

type Owned = { isOwn: boolean; spaceId: string };

/** Tells whose mail mailboxes are, as the person calls them; null for one's own. */
export function useOwnerNames(): (mailbox: Owned) => string | null {
  const { data: accounts } = useMailAccounts();
  return ({ isOwn, spaceId }) => {
    const account = isOwn ? undefined : accounts?.find((one) => one.spaceId === spaceId);
    return account ? account.name || account.address : null;
  };
}

/** Whose mail one mailbox is. */
export function useOwnerName(mailbox: Owned | undefined): string | null {
  const ownerOf = useOwnerNames();
  return mailbox ? ownerOf(mailbox) : null;
}
