import { Avatar, Button, ErrorState, IconButton, Input, Menu, Skeleton } from "@carbyne/ui";
import { Ellipsis, UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { ListMark } from "../../mail/composer/recipients/list-mark.tsx";
import { MoreRows } from "../accounts/more-rows.tsx";
import type { ListMember, MailList } from "../types.ts";
import { AddMembers } from "./add-members.tsx";
import { useMembers } from "./api.ts";
import { useMemberVerbs } from "./member-verbs.ts";

/** From so many on there is a field to find somebody by. */
const searchedFrom = 10;

/** Whom a list reaches and who keeps it. */
export function ListMembers({ list }: { list: MailList }) {
  const t = useTranslations("adminLists");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const [text, setText] = useState("");
  const [isAdding, setIsAdding] = useState(false);
  const wanted = useDeferredValue(text.trim());
  const members = useMembers(list.id, wanted);
  const entriesOf = useMemberVerbs(list);
  const rows = members.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="p-4" aria-label={t("members")}>
      <div className="mb-3 flex items-center justify-between gap-2">
        <p className="text-13 text-muted">{t("membersHint")}</p>
        <Button onClick={() => setIsAdding(true)} className="shrink-0">
          <UserPlus aria-hidden="true" />
          {t("add")}
        </Button>
      </div>
      {list.memberCount + list.managerCount > searchedFrom ? (
        <Input
          type="search"
          value={text}
          maxLength={200}
          aria-label={t("find")}
          placeholder={t("find")}
          className="mb-3"
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
      {members.isError && !members.data ? (
        <ErrorState {...words(members.error)} retryLabel={tAdmin("retry")} onRetry={() => void members.refetch()} />
      ) : members.isPending ? (
        <div aria-busy="true">
          <Skeleton className="h-10" />
        </div>
      ) : rows.length === 0 ? (
        <p className="text-13 text-muted">{wanted === "" ? t("nobody") : t("nobodyFits")}</p>
      ) : (
        <ul className="divide-y rounded-2 border bg-surface">
          {rows.map((member) => (
            <MemberRow key={member.address} member={member} entries={entriesOf(member)} />
          ))}
        </ul>
      )}
      <MoreRows
        hasMore={members.hasNextPage}
        isLoading={members.isFetchingNextPage}
        isFailed={members.isFetchNextPageError}
        onMore={() => void members.fetchNextPage()}
      />
      {isAdding ? <AddMembers list={list} onClose={() => setIsAdding(false)} /> : null}
    </section>
  );
}

function MemberRow({
  member,
  entries,
}: {
  member: ListMember;
  entries: ReturnType<ReturnType<typeof useMemberVerbs>>;
}) {
  const t = useTranslations("adminLists");
  const name = member.name || member.address;
  const details = [
    member.name === "" ? "" : member.address,
    member.kind === "account" ? "" : t(`kind.${member.kind}`),
    member.isManager ? (member.isMember ? t("keeps") : t("keepsOnly")) : "",
  ].filter(Boolean);
  return (
    <li className="flex items-center gap-3 py-1.5 ps-3 pe-1">
      {member.kind === "list" ? (
        <ListMark size={24} />
      ) : (
        <span aria-hidden="true" className="contents">
          <Avatar name={member.name} address={member.address} size={24} />
        </span>
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate text-13 font-medium">{name}</span>
        <span className="block truncate text-12 text-muted">{details.join(" · ")}</span>
      </span>
      <Menu
        trigger={
          <IconButton label={t("moreOf", { name })} size="small">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        entries={entries}
      />
    </li>
  );
}
