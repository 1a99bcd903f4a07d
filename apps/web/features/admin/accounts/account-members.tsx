import { Button, Dialog, IconButton, showToast, Skeleton } from "@carbyne/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Inputs, type Outputs, server } from "../../../client/server.ts";
import { useWords } from "../../../client/words.ts";
import { PersonField } from "../../sharing/person-field.tsx";
import { draftOf, firstTerms, type TermsDraft, termsOf } from "../../sharing/terms.ts";
import { TermsFields } from "../../sharing/terms-fields.tsx";
import type { AccountRow } from "../types.ts";
import { useTell } from "../use-tell.ts";

type Member = Outputs["admin"]["accounts"]["delegates"][number];
type Placed = Inputs["admin"]["accounts"]["setDelegate"];

function useMemberVerbs() {
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: ["admin", "delegates"] });
  return {
    set: useMutation({ mutationFn: (input: Placed) => server.admin.accounts.setDelegate.mutate(input), onSuccess }),
    remove: useMutation({
      mutationFn: (input: { id: string; shareId: string }) => server.admin.accounts.removeDelegate.mutate(input),
      onSuccess,
    }),
  };
}

/** Who else works with an account: the members of a shared mailbox, the delegates of a person. What is done can be undone. */
export function AccountMembers({ account }: { account: AccountRow }) {
  const t = useTranslations("sharing");
  const tell = useTell();
  const { set, remove } = useMemberVerbs();
  const [edited, setEdited] = useState<Member | "new" | null>(null);
  const members = useQuery({
    queryKey: ["admin", "delegates", account.id],
    queryFn: () => server.admin.accounts.delegates.query({ id: account.id }),
  });
  const takeOut = (member: Member) => {
    const name = member.person?.name || member.person?.address || "";
    const undo = () =>
      set.mutate(
        { id: account.id, address: member.person?.address ?? "", ...termsOf(draftOf(member)) },
        { onError: tell },
      );
    remove.mutate(
      { id: account.id, shareId: member.id },
      {
        onError: tell,
        onSuccess: () => showToast({ text: t("memberRemoved", { name }), action: { label: t("undo"), run: undo } }),
      },
    );
  };
  return (
    <section className="p-4">
      <div className="mb-1 flex items-center justify-between gap-2">
        <h3 className="text-14 font-semibold">{t("members")}</h3>
        <Button onClick={() => setEdited("new")}>
          <Plus aria-hidden="true" />
          {t("addMember")}
        </Button>
      </div>
      <p className="mb-3 text-13 text-muted">{t("membersHint")}</p>
      {members.data === undefined ? (
        <Skeleton className="h-10" />
      ) : members.data.length === 0 ? (
        <p className="text-13 text-muted">{account.isShared ? t("nobody") : t("givenToNobody")}</p>
      ) : (
        <ul className="rounded-2 border">
          {members.data.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              onEdit={() => setEdited(member)}
              onRemove={() => takeOut(member)}
            />
          ))}
        </ul>
      )}
      {edited ? (
        <MemberDialog
          account={account}
          member={edited === "new" ? null : edited}
          set={set}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </section>
  );
}

function MemberRow(props: { member: Member; onEdit: () => void; onRemove: () => void }) {
  const { member } = props;
  const t = useTranslations("sharing");
  const name = member.person
    ? member.person.name || member.person.address
    : t("everybody", { domain: member.domain ?? "" });
  const details = [
    t(`roleName.${member.role ?? "none"}`),
    member.canSendAs ? t("sendsName.as") : member.canSendOnBehalf ? t("sendsName.on-behalf") : "",
    member.state === "accepted" ? "" : t(`state.${member.state}`),
  ].filter(Boolean);
  return (
    <li className="flex items-center gap-2 border-b px-3 py-2 last:border-b-0">
      <button
        type="button"
        onClick={props.onEdit}
        title={t("change")}
        className="min-w-0 flex-1 rounded-1 text-start hover:text-accent-ink max-md:min-h-11"
      >
        <span className="block truncate text-14 font-medium">{name}</span>
        <span className="block truncate text-13 text-muted">{details.join(" · ")}</span>
      </button>
      <IconButton label={`${t("removeMember")} ${name}`} size="small" onClick={props.onRemove}>
        <X aria-hidden="true" />
      </IconButton>
    </li>
  );
}

const memberTerms: TermsDraft = { ...firstTerms, role: "write", sends: "as" };

function MemberDialog(props: {
  account: AccountRow;
  member: Member | null;
  set: ReturnType<typeof useMemberVerbs>["set"];
  onClose: () => void;
}) {
  const { account, member, set, onClose } = props;
  const t = useTranslations("sharing");
  const words = useWords();
  const [address, setAddress] = useState(member?.person?.address ?? "");
  const [draft, setDraft] = useState(
    member ? draftOf(member) : { ...memberTerms, sends: account.isShared ? ("as" as const) : ("no" as const) },
  );
  const [isTried, setIsTried] = useState(false);
  const failure = set.error ? words(set.error).text : isTried && address.trim() === "" ? t("personMissing") : undefined;
  const submit = () => {
    setIsTried(true);
    if (address.trim() === "") return;
    set.mutate(
      { id: account.id, address: address.trim(), ...termsOf(draft) },
      {
        onSuccess: () => {
          onClose();
          showToast({ text: t("added", { name: address.trim() }) });
        },
      },
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={member ? t("changeTitle", { name: member.person?.name || address }) : t("addMember")}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={set.isPending} onClick={submit}>
            {member ? t("save") : t("add")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {member ? (
          failure ? (
            <p role="alert" className="text-13 text-danger">
              {failure}
            </p>
          ) : null
        ) : (
          <PersonField
            value={address}
            error={failure}
            onChange={(value) => {
              set.reset();
              setAddress(value);
            }}
          />
        )}
        <TermsFields kind="account" draft={draft} hasNote={false} onChange={setDraft} />
      </div>
    </Dialog>
  );
}
