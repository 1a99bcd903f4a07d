import { Button, Drawer, showToast, Tabs } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { ListMark } from "../../mail/composer/recipients/list-mark.tsx";
import type { MailList } from "../types.ts";
import { useListVerbs } from "./api.ts";
import { ListChanges } from "./list-changes.tsx";
import { changeOf, editOf, isComplete } from "./list-edit.ts";
import { ListFields } from "./list-fields.tsx";
import { ListMembers } from "./list-members.tsx";

export interface ListEditorProps {
  list: MailList;
  tab: string;
  onTab: (tab: string) => void;
  menu: ReactNode;
  onClose: () => void;
}

/** Who is on a list, and its terms, with what will change shown before it is saved. */
export function ListEditor({ list, tab, onTab, menu, onClose }: ListEditorProps) {
  const t = useTranslations("adminLists");
  const tAccounts = useTranslations("admin.accounts");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const { change } = useListVerbs();
  const [edit, setEdit] = useState(() => editOf(list));
  const changed = changeOf(list, edit);
  const count = Object.keys(changed).length;
  const isWrong = !isComplete(edit);
  const failure = change.error ? words(change.error) : null;
  const save = () => {
    if (isWrong) return onTab("general");
    change.mutate({ id: list.id, ...changed }, { onSuccess: () => showToast({ text: tAccounts("saved") }) });
  };
  const discard = () => {
    change.reset();
    setEdit(editOf(list));
  };

  return (
    <Drawer
      isOpen
      onClose={onClose}
      lead={<ListMark size={40} />}
      title={list.name}
      subtitle={list.address}
      closeLabel={tAdmin("close")}
      menu={menu}
      footer={
        count > 0 || isWrong ? (
          <>
            {count > 0 ? <ListChanges list={list} change={changed} /> : null}
            {failure ? (
              <p role="alert" className="mb-3 text-13 text-danger">
                {failure.text} {failure.hint}
              </p>
            ) : null}
            <div className="flex gap-2">
              <Button look="primary" onClick={save} isBusy={change.isPending} disabled={count === 0 || isWrong}>
                {tAccounts("save")}
              </Button>
              <Button onClick={discard}>{tAccounts("discard")}</Button>
            </div>
          </>
        ) : null
      }
    >
      <Tabs
        label={list.name}
        value={tab}
        onChange={onTab}
        tabs={[
          {
            id: "members",
            label: t("tab.members", { count: list.memberCount }),
            content: <ListMembers list={list} />,
          },
          {
            id: "general",
            label: t("tab.general"),
            content: <ListFields list={list} edit={edit} onChange={(part) => setEdit({ ...edit, ...part })} />,
          },
        ]}
      />
    </Drawer>
  );
}
