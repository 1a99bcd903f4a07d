import { Drawer, ErrorState, IconButton, Menu, type MenuEntry, Skeleton } from "@carbyne/ui";
import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWords } from "../../../client/words.ts";
import { useAccount } from "../api.ts";
import type { Account, AccountRow } from "../types.ts";
import { AccountEditor } from "./account-editor.tsx";

export interface AccountDrawerProps {
  id: string;
  onClose: () => void;
  verbsOf: (row: AccountRow) => MenuEntry[];
}

/** One account, beside the list. */
export function AccountDrawer({ id, onClose, verbsOf }: AccountDrawerProps) {
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const account = useAccount(id);
  if (account.data)
    return (
      <AccountEditor
        key={stamp(account.data)}
        account={account.data}
        onClose={onClose}
        menu={<More account={account.data} verbsOf={verbsOf} />}
      />
    );
  return (
    <Drawer isOpen onClose={onClose} title={tAdmin("page.accounts")} closeLabel={tAdmin("close")}>
      {account.isError ? (
        <ErrorState {...words(account.error)} retryLabel={tAdmin("retry")} onRetry={() => void account.refetch()} />
      ) : (
        <div aria-busy="true" className="flex flex-col gap-4 p-4">
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </div>
      )}
    </Drawer>
  );
}

/** What can be edited: when somebody else changed it, the form begins anew with that. */
function stamp({ name, role, quotaBytes, aliases }: Account): string {
  return JSON.stringify([name, role, quotaBytes, aliases]);
}

function More({ account, verbsOf }: { account: Account; verbsOf: AccountDrawerProps["verbsOf"] }) {
  const t = useTranslations("admin");
  // The first entry opens what is open already.
  const [, ...entries] = verbsOf(account);
  return (
    <Menu
      trigger={
        <IconButton label={t("more")}>
          <Ellipsis aria-hidden="true" />
        </IconButton>
      }
      entries={entries}
    />
  );
}
