import { Button, ContextMenu, EmptyState, ErrorState, Skeleton, Table } from "@carbyne/ui";
import { Globe, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { goTo, replaceWith } from "../../../client/place.ts";
import { useWords } from "../../../client/words.ts";
import { useMe } from "../../session/me.ts";
import { adminHref, useAdminPlace } from "../admin-place.ts";
import { useDomains } from "../api.ts";
import type { Domain } from "../types.ts";
import { CloseDomain } from "./close-domain.tsx";
import { CreateDomain } from "./create-domain.tsx";
import { useDomainColumns } from "./domain-columns.tsx";
import { DomainDrawer } from "./domain-drawer.tsx";
import { useDomainVerbs } from "./domain-verbs.tsx";

const open = (domain: Domain) => goTo(adminHref("domains", { id: domain.id }));
const leave = () => goTo(adminHref("domains"));
const add = () => goTo(adminHref("domains", { id: "new" }));

/** The domains whose mail the server takes. */
export function DomainsPage() {
  const t = useTranslations("admin.domains");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const { account } = useMe();
  const { id } = useAdminPlace();
  const domains = useDomains();
  const columns = useDomainColumns();
  const [closing, setClosing] = useState<Domain | null>(null);
  const [pressedId, setPressedId] = useState<string>();
  const verbsOf = useDomainVerbs({ open, close: setClosing });
  const rows = domains.data ?? [];
  const pressed = rows.find((row) => row.id === pressedId);
  const shown = rows.find((row) => row.id === id);

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-b px-4 max-md:h-14">
        <h1 className="text-14 font-semibold">{t("title")}</h1>
        <p className="me-auto text-13 text-muted">{t("count", { count: rows.length })}</p>
        {account.role === "admin" ? (
          <Button look="primary" onClick={add} className="md:hidden">
            <Plus aria-hidden="true" />
            {t("add")}
          </Button>
        ) : null}
      </header>
      <div className="min-h-0 flex-1 overflow-auto bg-surface">
        {domains.isError && !domains.data ? (
          <ErrorState {...words(domains.error)} retryLabel={tAdmin("retry")} onRetry={() => void domains.refetch()} />
        ) : domains.isPending ? (
          <div aria-busy="true" className="flex flex-col gap-3 p-4">
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
          </div>
        ) : rows.length === 0 ? (
          <EmptyState icon={<Globe />} text={t("empty")} action={<Button onClick={add}>{t("add")}</Button>} />
        ) : (
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
        )}
      </div>
      {id === "new" ? (
        <CreateDomain onClose={leave} onCreated={(made) => replaceWith(adminHref("domains", { id: made }))} />
      ) : null}
      {shown ? <DomainDrawer domain={shown} onClose={leave} entries={verbsOf(shown)} /> : null}
      {closing ? <CloseDomain domain={closing} onClose={() => setClosing(null)} /> : null}
    </div>
  );
}
