import { Button, ContextMenu, EmptyState, ErrorState, Select, Skeleton, Table } from "@carbyne/ui";
import { Plus, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { goTo, replaceWith } from "../../../client/place.ts";
import { useWords } from "../../../client/words.ts";
import { MoreRows } from "../accounts/more-rows.tsx";
import { adminHref, useAdminPlace } from "../admin-place.ts";
import { type AccountFilter, useDomains } from "../api.ts";
import type { MailList } from "../types.ts";
import { useLists } from "./api.ts";
import { CreateList } from "./create-list.tsx";
import { DeleteList } from "./delete-list.tsx";
import { useListColumns } from "./list-columns.tsx";
import { ListDrawer } from "./list-drawer.tsx";
import { useListEntries } from "./list-verbs.tsx";

/** The addresses whose mail goes to many. */
export function ListsPage() {
  const t = useTranslations("adminLists");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const { id, filter } = useAdminPlace();
  const lists = useLists(filter);
  const columns = useListColumns();
  const [removed, setRemoved] = useState<MailList | null>(null);
  const [pressedId, setPressedId] = useState<string>();
  const open = (row: MailList) => goTo(adminHref("lists", { id: row.id, filter }));
  const leave = () => goTo(adminHref("lists", { filter }));
  const add = () => goTo(adminHref("lists", { id: "new", filter }));
  const entriesOf = useListEntries({ open, remove: setRemoved });
  const rows = lists.data?.pages.flatMap((page) => page.items) ?? [];
  const pressed = rows.find((row) => row.id === pressedId);
  const isNarrowed = filter.text !== undefined || filter.domainId !== undefined;

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <ListsHead filter={filter} count={lists.isPending ? null : rows.length} hasMore={lists.hasNextPage} onAdd={add} />
      <div className="min-h-0 flex-1 overflow-auto bg-surface">
        {lists.isError && !lists.data ? (
          <ErrorState {...words(lists.error)} retryLabel={tAdmin("retry")} onRetry={() => void lists.refetch()} />
        ) : lists.isPending ? (
          <div aria-busy="true" className="flex flex-col gap-3 p-4">
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
          </div>
        ) : rows.length === 0 ? (
          isNarrowed ? (
            <EmptyState icon={<UsersRound />} text={t("noneFits")} hint={tAdmin("accounts.emptyHint")} />
          ) : (
            <EmptyState
              icon={<UsersRound />}
              text={t("empty")}
              hint={t("emptyHint")}
              action={<Button onClick={add}>{tAdmin("lists.add")}</Button>}
            />
          )
        ) : (
          <>
            <ContextMenu
              entries={pressed ? entriesOf(pressed) : []}
              onOpen={(target) => setPressedId(target.closest("tr")?.dataset["key"])}
            >
              <div>
                <Table
                  label={t("title")}
                  columns={columns}
                  rows={rows}
                  keyOf={(row) => row.id}
                  onOpen={open}
                  currentKey={id ?? undefined}
                />
              </div>
            </ContextMenu>
            <MoreRows
              hasMore={lists.hasNextPage}
              isLoading={lists.isFetchingNextPage}
              isFailed={lists.isFetchNextPageError}
              onMore={() => void lists.fetchNextPage()}
            />
          </>
        )}
      </div>
      {id === "new" ? (
        <CreateList onClose={leave} onCreated={(made) => replaceWith(adminHref("lists", { id: made, filter }))} />
      ) : id === null ? null : (
        <ListDrawer key={id} id={id} onClose={leave} entriesOf={entriesOf} />
      )}
      {removed ? (
        <DeleteList
          list={removed}
          onClose={() => setRemoved(null)}
          onDeleted={() => {
            setRemoved(null);
            if (id === removed.id) leave();
          }}
        />
      ) : null}
    </div>
  );
}

const all = "all";

interface ListsHeadProps {
  filter: AccountFilter;
  /** Null while it is not known. */
  count: number | null;
  hasMore: boolean;
  onAdd: () => void;
}

function ListsHead({ filter, count, hasMore, onAdd }: ListsHeadProps) {
  const t = useTranslations("adminLists");
  const tAdmin = useTranslations("admin");
  const domains = useDomains();
  const narrow = (domainId: string) => {
    const { domainId: _before, ...rest } = filter;
    replaceWith(adminHref("lists", { filter: domainId === all ? rest : { ...rest, domainId } }));
  };
  return (
    <header className="flex min-h-12 shrink-0 items-center gap-2 border-b px-4 py-2 max-md:flex-wrap">
      <h1 className="text-14 font-semibold">{t("title")}</h1>
      <p className="me-auto text-13 text-muted" aria-live="polite">
        {count === null ? null : hasMore ? t("countMore", { count }) : t("count", { count })}
      </p>
      {(domains.data?.length ?? 0) > 1 ? (
        <Select
          label={tAdmin("accounts.filter.domain")}
          value={filter.domainId ?? all}
          options={[
            { value: all, label: tAdmin("accounts.filter.allDomains") },
            ...(domains.data ?? []).map((domain) => ({ value: domain.id, label: domain.name })),
          ]}
          onChange={narrow}
          className="h-8! max-w-56 text-13! max-md:order-2 max-md:h-11! max-md:max-w-none max-md:flex-[1_1_100%]"
        />
      ) : null}
      <Button look="primary" onClick={onAdd} className="md:hidden">
        <Plus aria-hidden="true" />
        {tAdmin("lists.add")}
      </Button>
    </header>
  );
}
