import { usePathname, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { AccountFilter } from "./api.ts";
import { states } from "./types.ts";

export const adminPages = ["overview", "accounts", "lists", "domains", "chat"] as const;
export type AdminPage = (typeof adminPages)[number];

export interface AdminPlace {
  page: AdminPage;
  /** The account, list or domain whose drawer is open, `new` for one that is being made; of the chat's page the domain. */
  id: string | null;
  filter: AccountFilter;
}

/** Where in the administration one is: all of it stands in the address. */
export function useAdminPlace(): AdminPlace {
  const pathname = usePathname();
  const params = useSearchParams();
  return useMemo(() => {
    const [, , page, id] = pathname.split("/");
    const text = params.get("text");
    const domainId = params.get("domain");
    const state = states.find((one) => one === params.get("state"));
    return {
      page: adminPages.find((one) => one === page) ?? "overview",
      id: id ? decodeURIComponent(id) : null,
      filter: { ...(text ? { text } : {}), ...(domainId ? { domainId } : {}), ...(state ? { state } : {}) },
    };
  }, [pathname, params]);
}

/** The address of a page of the administration, of one thing on it, with what its list is narrowed to. */
export function adminHref(
  page: AdminPage,
  { id, filter }: { id?: string | null; filter?: AccountFilter } = {},
): string {
  const params = new URLSearchParams();
  if (filter?.text) params.set("text", filter.text);
  if (filter?.domainId) params.set("domain", filter.domainId);
  if (filter?.state) params.set("state", filter.state);
  const query = params.size > 0 ? `?${params}` : "";
  const path = page === "overview" ? "/admin" : `/admin/${page}`;
  return `${path}${id ? `/${encodeURIComponent(id)}` : ""}${query}`;
}
