import { Avatar, Button, Drawer, showToast, Tabs } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { useAdminVerbs } from "../api.ts";
import type { Account } from "../types.ts";
import { AccountChanges } from "./account-changes.tsx";
import { editOf, isComplete, updateOf } from "./account-edit.ts";
import { AccountKeeping } from "./account-keeping.tsx";
import { AccountFields } from "./account-fields.tsx";
import { AccountPrograms } from "./account-programs.tsx";
import { AccountMembers } from "./account-members.tsx";
import { AliasList } from "./alias-list.tsx";

export interface AccountEditorProps {
  account: Account;
  menu: ReactNode;
  onClose: () => void;
}

/** An account's data, with what will change shown before it is saved. */
export function AccountEditor({ account, menu, onClose }: AccountEditorProps) {
  const t = useTranslations("admin.accounts");
  const tAdmin = useTranslations("admin");
  const tKeeping = useTranslations("admin.keeping");
  const tSharing = useTranslations("sharing");
  const words = useWords();
  const { updateAccount } = useAdminVerbs();
  const [edit, setEdit] = useState(() => editOf(account));
  const [tab, setTab] = useState(account.isShared ? "members" : "general");
  const update = updateOf(account, edit);
  const count = Object.keys(update).length;
  const isWrong = !isComplete(edit);
  const failure = updateAccount.error ? words(updateAccount.error) : null;

  const save = () => {
    if (isWrong) return setTab("general");
    updateAccount.mutate({ id: account.id, ...update }, { onSuccess: () => showToast({ text: t("saved") }) });
  };
  const discard = () => {
    updateAccount.reset();
    setEdit(editOf(account));
  };

  return (
    <Drawer
      isOpen
      onClose={onClose}
      lead={<Avatar name={account.name} address={account.address} size={40} />}
      title={account.name}
      subtitle={account.address}
      closeLabel={tAdmin("close")}
      menu={menu}
      footer={
        count > 0 || isWrong ? (
          <>
            {count > 0 ? <AccountChanges account={account} update={update} /> : null}
            {failure ? (
              <p role="alert" className="mb-3 text-13 text-danger">
                {failure.text} {failure.hint}
              </p>
            ) : null}
            <div className="flex gap-2">
              <Button look="primary" onClick={save} isBusy={updateAccount.isPending} disabled={count === 0 || isWrong}>
                {t("save")}
              </Button>
              <Button onClick={discard}>{t("discard")}</Button>
            </div>
          </>
        ) : null
      }
    >
      <Tabs
        label={account.name}
        value={tab}
        onChange={setTab}
        tabs={[
          {
            id: "general",
            label: t("tab.general"),
            content: <AccountFields account={account} edit={edit} onChange={(part) => setEdit({ ...edit, ...part })} />,
          },
          {
            id: "aliases",
            label: t("tab.aliases", { count: edit.aliases.length }),
            content: (
              <div className="p-4">
                <AliasList aliases={edit.aliases} onChange={(aliases) => setEdit({ ...edit, aliases })} />
              </div>
            ),
          },
          { id: "members", label: tSharing("memberTab"), content: <AccountMembers account={account} /> },
          ...(account.isShared
            ? []
            : [{ id: "programs", label: t("programsTab"), content: <AccountPrograms account={account} /> }]),
          { id: "keeping", label: tKeeping("tab"), content: <AccountKeeping account={account} /> },
        ]}
      />
    </Drawer>
  );
}
