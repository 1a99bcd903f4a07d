import type { LinkAbout, LinkPage } from "@carbyne/api";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { previewAt, type Viewed } from "../preview/viewed.ts";

export type { LinkAbout, LinkPage } from "@carbyne/api";
export type LinkNode = LinkPage["node"];

const root = ["link"] as const;
export const linkBase = (token: string): string => `/s/${token}`;

/** Asks below a link. What is refused is so as everywhere; an answer of something in between is as if there was none. */
async function ask<Answer>(url: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(url, { ...init, headers: { "x-carbyne": "1" } }).catch(() => null);
  const body: unknown = await answer?.json().catch(() => null);
  if (answer?.ok && body !== null) return body as Answer;
  if (typeof body !== "object" || body === null || !("refusal" in body)) throw new TRPCClientError("network");
  throw TRPCClientError.from({ error: { code: -32603, message: "refused", data: { refusal: body.refusal } } });
}

/** What a link is for. */
export const useLink = (token: string) =>
  useQuery({ queryKey: [...root, token, "about"], queryFn: () => ask<LinkAbout>(`${linkBase(token)}/about`) });

/** An entry below a link, with as much of what lies in it as was scrolled to. */
export const useLinkNode = (token: string, id: string | null) =>
  useInfiniteQuery({
    queryKey: [...root, token, "node", id],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ offset: String(pageParam), ...(id === null ? {} : { id }) });
      return ask<LinkPage>(`${linkBase(token)}/node?${query.toString()}`);
    },
    initialPageParam: 0,
    getNextPageParam: (last: LinkPage, pages) => {
      const read = pages.reduce((sum, page) => sum + page.nodes.length, 0);
      return last.nodes.length > 0 && read < last.total ? read : undefined;
    },
  });

/** Says the code of a link; what it opens is then asked for anew. */
export function useCode(token: string): (code: string) => Promise<void> {
  const queryClient = useQueryClient();
  return async (code) => {
    await ask(`${linkBase(token)}/code`, { method: "POST", body: JSON.stringify({ code }) });
    await queryClient.invalidateQueries({ queryKey: [...root, token] });
  };
}

/** A document below a link, as a visitor may be in it, or what it says. */
export const askDocument = <Answer>(token: string, id: string, what: "" | "/text" = ""): Promise<Answer> =>
  ask<Answer>(`${linkBase(token)}/documents/${id}${what}`);

/** Says who a visitor is, to those who are in documents with them. */
export const enterLink = (token: string, name: string): Promise<unknown> =>
  ask(`${linkBase(token)}/enter`, { method: "POST", body: JSON.stringify({ name }) });

/** Takes what a link offers to people who are signed in. */
export const joinLink = (token: string): Promise<{ nodeId: string }> =>
  ask(`${linkBase(token)}/join`, { method: "POST" });

/** Where something below a link can be had to be kept. */
export function linkDownload(token: string, node: Pick<LinkNode, "id" | "kind">): string {
  return node.kind === "file"
    ? `${linkBase(token)}/files/${node.id}/content?download=1`
    : `${linkBase(token)}/archive?id=${node.id}`;
}

/** A file below a link as what is shown in large. */
export function viewedByLink(token: string, { kind }: Pick<LinkAbout, "kind">, node: LinkNode): Viewed {
  const at = `${linkBase(token)}/files/${node.id}`;
  return {
    id: node.id,
    name: node.name,
    type: node.mime,
    sizeBytes: node.sizeBytes,
    contentHref: `${at}/content`,
    downloadHref: kind === "download" ? linkDownload(token, node) : null,
    previewHref: previewAt(at),
    source: null,
  };
}
