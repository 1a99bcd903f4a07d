import { Drawer, ErrorState, IconButton, Menu, type MenuEntry, Skeleton } from "@carbyne/ui";
import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import type { MailList } from "../types.ts";
import { useList } from "./api.ts";
import { ListEditor } from "./list-editor.tsx";

export interface ListDrawerProps {
  id: string;
  onClose: () => void;
  entriesOf: (list: MailList) => MenuEntry[];
}

/** One list, beside the others. */
export function ListDrawer({ id, onClose, entriesOf }: ListDrawerProps) {
  const t = useTranslations("adminLists");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const list = useList(id);
  const [tab, setTab] = useState("members");
  if (list.data) {
    // The first entry opens what is open already.
    const [, ...entries] = entriesOf(list.data);
    const trigger = (
      <IconButton label={tAdmin("more")}>
        <Ellipsis aria-hidden="true" />
      </IconButton>
    );
    return (
      <ListEditor
        key={stamp(list.data)}
        list={list.data}
        tab={tab}
        onTab={setTab}
        onClose={onClose}
        menu={<Menu trigger={trigger} entries={entries} />}
      />
    );
  }
  return (
    <Drawer isOpen onClose={onClose} title={t("title")} closeLabel={tAdmin("close")}>
      {list.isError ? (
        <ErrorState {...words(list.error)} retryLabel={tAdmin("retry")} onRetry={() => void list.refetch()} />
      ) : (
        <div aria-busy="true" className="flex flex-col gap-4 p-4">
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </div>
      )}
    </Drawer>
  );
}

/** What can be edited: when somebody else changed it, the form begins anew with that. */
function stamp({ name, address, description, whoMaySend, whoSeesMembers }: MailList): string {
  return JSON.stringify([name, address, description, whoMaySend, whoSeesMembers]);
}
