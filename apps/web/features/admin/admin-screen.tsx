"use client";

import { Button, EmptyState } from "@carbyne/ui";
import { clsx } from "clsx";
import { Activity, Globe, Lock, MessageCircle, Plus, Users, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { type MouseEvent, type ReactNode, useEffect } from "react";
import { goTo, isPlainClick } from "../../client/place.ts";
import { AppFrame } from "../frame/app-frame.tsx";
import { SidebarRow } from "../frame/sidebar-row.tsx";
import { useMe } from "../session/me.ts";
import { AccountsPage } from "./accounts/accounts-page.tsx";
import { type AdminPage, adminHref, adminPages, useAdminPlace } from "./admin-place.ts";
import { AdminSearch } from "./admin-search.tsx";
import { useOverview } from "./api.ts";
import { ChatPage } from "./chat/chat-page.tsx";
import { DomainsPage } from "./domains/domains-page.tsx";
import { ListsPage } from "./lists/lists-page.tsx";
import { OverviewPage } from "./overview/overview-page.tsx";

const icons: Record<AdminPage, ReactNode> = {
  overview: <Activity aria-hidden="true" />,
  accounts: <Users aria-hidden="true" />,
  lists: <UsersRound aria-hidden="true" />,
  domains: <Globe aria-hidden="true" />,
  chat: <MessageCircle aria-hidden="true" />,
};

function follow(event: MouseEvent<HTMLAnchorElement>): void {
  if (!isPlainClick(event)) return;
  event.preventDefault();
  goTo(event.currentTarget.pathname);
}

const addWords = { accounts: "accounts.add", lists: "lists.add", domains: "domains.add" } as const;

/** The administration: how the server is, who has an account, whom lists reach, which domains it serves. */
export function AdminScreen() {
  const t = useTranslations("admin");
  const { account } = useMe();
  const place = useAdminPlace();
  const title = t(`page.${place.page}`);
  useEffect(() => {
    document.title = `${title} · Carbyne`;
  }, [title]);
  const isAllowed = account.role !== "user";
  const isAdding = place.page === "overview" || place.page === "chat" ? "accounts" : place.page;
  // Only who manages all of the server adds domains.
  const canAdd = isAllowed && (isAdding !== "domains" || account.role === "admin");

  return (
    <AppFrame
      module="admin"
      sidebarLabel={t("title")}
      sidebar={(isFolded) => (isAllowed ? <AdminSidebar page={place.page} isFolded={isFolded} /> : null)}
      search={isAllowed ? <AdminSearch place={place} /> : <span className="flex-1" />}
      newAction={
        canAdd ? (
          <Button look="primary" onClick={() => goTo(adminHref(isAdding, { id: "new", filter: place.filter }))}>
            <Plus aria-hidden="true" />
            {t(addWords[isAdding])}
          </Button>
        ) : null
      }
    >
      {isAllowed ? (
        <div className="flex min-w-0 flex-1 flex-col">
          <nav aria-label={t("title")} className="flex shrink-0 gap-1 overflow-x-auto border-b px-2 md:hidden">
            {adminPages.map((page) => (
              <a
                key={page}
                href={adminHref(page)}
                onClick={follow}
                aria-current={page === place.page ? "page" : undefined}
                className={clsx(
                  "grid h-11 place-items-center px-3 text-14 font-medium whitespace-nowrap",
                  page === place.page ? "border-b-2 border-accent text-accent-ink" : "text-muted",
                )}
              >
                {t(`page.${page}`)}
              </a>
            ))}
          </nav>
          <PageContent page={place.page} />
        </div>
      ) : (
        <div className="flex-1">
          <EmptyState icon={<Lock />} text={t("notAllowed")} hint={t("notAllowedHint")} />
        </div>
      )}
    </AppFrame>
  );
}

function PageContent({ page }: { page: AdminPage }) {
  switch (page) {
    case "overview":
      return <OverviewPage />;
    case "accounts":
      return <AccountsPage />;
    case "lists":
      return <ListsPage />;
    case "domains":
      return <DomainsPage />;
    case "chat":
      return <ChatPage />;
  }
}

function AdminSidebar({ page, isFolded }: { page: AdminPage; isFolded: boolean }) {
  const t = useTranslations("admin");
  const overview = useOverview();
  const counts = overview.data?.counts;
  const numbers: Partial<Record<AdminPage, number | undefined>> = {
    accounts: counts?.accounts,
    lists: counts?.lists,
    domains: counts?.domains,
  };
  return adminPages.map((one) => (
    <SidebarRow
      key={one}
      href={adminHref(one)}
      onClick={follow}
      icon={icons[one]}
      label={t(`page.${one}`)}
      count={numbers[one]?.toLocaleString()}
      isCurrent={one === page}
      isFolded={isFolded}
    />
  ));
}
