import { Button, ContextMenu, EmptyState, ErrorState, Select, Skeleton, Table } from "@carbyne/ui";
import { Plus, Users, UserSearch } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { goTo, replaceWith } from "../../../client/place.ts";
import { useWords } from "../../../client/words.ts";
import { adminHref, useAdminPlace } from "../admin-place.ts";
import { type AccountFilter, useAccounts, useDomains } from "../api.ts";
import { type AccountRow, states } from "../types.ts";
import { useAccountColumns } from "./account-columns.tsx";
import { type AskedAccount, AccountDialogs } from "./account-dialogs.tsx";
import { AccountDrawer } from "./account-drawer.tsx";
import { useAccountVerbs } from "./account-verbs.tsx";
import { CreateAccount } from "./create-account.tsx";
import { CreateShared } from "./create-shared.tsx";
import { MoreRows } from "./more-rows.tsx";

/** Everybody who has an account here. */
export function AccountsPage() {
  const t = useTranslations("admin.accounts");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const { id, filter } = useAdminPlace();
  const accounts = useAccounts(filter);
  const columns = useAccountColumns();
  const [asked, setAsked] = useState<AskedAccount>(null);
  const [pressedId, setPressedId] = useState<string>();
  const open = (row: AccountRow) => goTo(adminHref("accounts", { id: row.id, filter }));
  const verbsOf = useAccountVerbs({
    open,
    resetPassword: (row) => setAsked({ kind: "password", row }),
    close: (row) => setAsked({ kind: "close", row }),
  });
  const rows = accounts.data?.pages.flatMap((page) => page.items) ?? [];
  const pressed = rows.find((row) => row.id === pressedId);
  const leave = () => goTo(adminHref("accounts", { filter }));
  const add = () => goTo(adminHref("accounts", { id: "new", filter }));
  const addShared = () => goTo(adminHref("accounts", { id: "new-shared", filter }));

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <Filters
        filter={filter}
        count={accounts.isPending ? null : rows.length}
        hasMore={accounts.hasNextPage}
        onAdd={add}
        onAddShared={addShared}
      />
      <div className="min-h-0 flex-1 overflow-auto bg-surface">
        {accounts.isError && !accounts.data ? (
          <ErrorState {...words(accounts.error)} retryLabel={tAdmin("retry")} onRetry={() => void accounts.refetch()} />
        ) : accounts.isPending ? (
          <RowSkeletons />
        ) : rows.length === 0 ? (
          <EmptyState icon={<UserSearch />} text={t("empty")} hint={t("emptyHint")} />
        ) : (
          <>
            <ContextMenu
              entries={pressed ? verbsOf(pressed) : []}
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
              hasMore={accounts.hasNextPage}
              isLoading={accounts.isFetchingNextPage}
              isFailed={accounts.isFetchNextPageError}
              onMore={() => void accounts.fetchNextPage()}
            />
          </>
        )}
      </div>
      {id === "new" ? (
        <CreateAccount onClose={leave} onOpen={(made) => goTo(adminHref("accounts", { id: made }))} />
      ) : null}
      {id === "new-shared" ? (
        <CreateShared onClose={leave} onCreated={(made) => goTo(adminHref("accounts", { id: made }))} />
      ) : null}
      {id !== null && id !== "new" && id !== "new-shared" ? (
        <AccountDrawer key={id} id={id} onClose={leave} verbsOf={verbsOf} />
      ) : null}
      <AccountDialogs asked={asked} onClose={() => setAsked(null)} />
    </div>
  );
}

const all = "all";

interface FiltersProps {
  filter: AccountFilter;
  /** Null while it is not known. */
  count: number | null;
  hasMore: boolean;
  onAdd: () => void;
  onAddShared: () => void;
}

function Filters({ filter, count, hasMore, onAdd, onAddShared }: FiltersProps) {
  const t = useTranslations("admin.accounts");
  const tState = useTranslations("admin.state");
  const tSharing = useTranslations("sharing");
  const domains = useDomains();
  const put = (part: { domainId: string } | { state: string }) => {
    const { text, ...rest } = { ...filter, ...part };
    const entries = Object.entries(rest).filter(([, value]) => value !== all);
    replaceWith(adminHref("accounts", { filter: { ...(text ? { text } : {}), ...Object.fromEntries(entries) } }));
  };
  return (
    <header className="flex shrink-0 items-center gap-2 border-b px-4 py-2 max-md:flex-wrap">
      <h1 className="text-14 font-semibold max-md:sr-only">{t("title")}</h1>
      <p className="me-auto text-13 text-muted max-md:grow" aria-live="polite">
        {count === null ? null : hasMore ? t("countMore", { count }) : t("count", { count })}
      </p>
      {(domains.data?.length ?? 0) > 1 ? (
        <Select
          label={t("filter.domain")}
          value={filter.domainId ?? all}
          options={[
            { value: all, label: t("filter.allDomains") },
            ...(domains.data ?? []).map((domain) => ({ value: domain.id, label: domain.name })),
          ]}
          onChange={(domainId) => put({ domainId })}
          className="h-8! max-w-56 text-13! max-md:order-2 max-md:h-11! max-md:max-w-none max-md:flex-[1_1_40%]"
        />
      ) : null}
      <Select
        label={t("filter.state")}
        value={filter.state ?? all}
        options={[
          { value: all, label: t("filter.allStates") },
          ...states.map((state) => ({ value: state, label: tState(state) })),
        ]}
        onChange={(state) => put({ state })}
        className="h-8! text-13! max-md:order-2 max-md:h-11! max-md:flex-[1_1_40%]"
      />
      <Button onClick={onAddShared} className="h-8! text-13! max-md:order-1 max-md:h-11!">
        <Users aria-hidden="true" />
        {tSharing("createShared")}
      </Button>
      <Button look="primary" onClick={onAdd} className="order-1 md:hidden">
        <Plus aria-hidden="true" />
        {t("add")}
      </Button>
    </header>
  );
}

function RowSkeletons() {
  return (
    <div aria-busy="true" className="pt-9">
      {Array.from({ length: 8 }, (_, at) => (
        <div key={at} className="flex h-12 items-center gap-3 border-b px-4">
          <Skeleton className="size-7 rounded-full" />
          <span className="flex flex-col gap-1.5">
            <Skeleton className="h-3 w-36" />
            <Skeleton className="h-2.5 w-52" />
          </span>
        </div>
      ))}
    </div>
  );
}
