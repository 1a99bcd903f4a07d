import { type MenuEntry, showToast } from "@carbyne/ui";
import { CircleCheck, CircleX, KeyRound, PauseCircle, SquarePen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMe } from "../../session/me.ts";
import { useAdminVerbs } from "../api.ts";
import type { AccountRow, State } from "../types.ts";
import { useTell } from "../use-tell.ts";

export interface AccountAsks {
  open: (row: AccountRow) => void;
  resetPassword: (row: AccountRow) => void;
  close: (row: AccountRow) => void;
}

/** The verbs on an account, the same in its drawer and on a right-click. Those that would lock oneself out are left out. */
export function useAccountVerbs(asks: AccountAsks): (row: AccountRow) => MenuEntry[] {
  const t = useTranslations("admin.accounts");
  const { account } = useMe();
  const { setAccountState } = useAdminVerbs();
  const tell = useTell();

  const setState = (row: AccountRow, state: State) => {
    setAccountState.mutate(
      { id: row.id, state },
      {
        onError: tell,
        onSuccess: () =>
          showToast({
            text: t(`done.${state}`, { name: row.name }),
            action: {
              label: t("undo"),
              run: () => setAccountState.mutate({ id: row.id, state: row.state }, { onError: tell }),
            },
          }),
      },
    );
  };

  return (row) => {
    const isOwn = row.id === account.id;
    const entries: MenuEntry[] = [
      { label: t("open"), icon: <SquarePen aria-hidden="true" />, onSelect: () => asks.open(row) },
    ];
    // Nobody signs in to a shared mailbox.
    if (!row.isShared)
      entries.push({
        label: t("resetPassword"),
        icon: <KeyRound aria-hidden="true" />,
        onSelect: () => asks.resetPassword(row),
      });
    if (isOwn) return entries;
    entries.push("separator");
    if (row.state !== "active")
      entries.push({
        label: t("reopen"),
        icon: <CircleCheck aria-hidden="true" />,
        onSelect: () => setState(row, "active"),
      });
    if (row.state === "active")
      entries.push({
        label: t("suspend"),
        icon: <PauseCircle aria-hidden="true" />,
        onSelect: () => setState(row, "suspended"),
      });
    if (row.state !== "closed")
      entries.push({
        label: t("closeAccount"),
        icon: <CircleX aria-hidden="true" />,
        isDanger: true,
        onSelect: () => asks.close(row),
      });
    return entries;
  };
}
