import { Button, Checkbox, Dialog, ErrorState, showToast, Skeleton } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { useWords } from "../../client/words.ts";
import { type GivenShare, type ShareObject, useGivenOn, useShareVerbs } from "./api.ts";
import { ChangeShareDialog } from "./change-share-dialog.tsx";
import { GivenRow } from "./given-row.tsx";
import { PersonField } from "./person-field.tsx";
import { firstTerms, termsOf } from "./terms.ts";
import { TermsFields } from "./terms-fields.tsx";

interface ShareDialogProps {
  object: ShareObject;
  /** The folder's name, or null for the whole mailbox. */
  name: string | null;
  /** Whether it is a whole team folder, whose members these are. */
  isTeam?: boolean;
  onClose: () => void;
  /** Other ways to share it. */
  children?: ReactNode;
}

/** Shares a folder or a mailbox with somebody, and shows with whom it is shared. */
export function ShareDialog({ object, name, isTeam = false, onClose, children }: ShareDialogProps) {
  const t = useTranslations("sharing");
  const [edited, setEdited] = useState<GivenShare | null>(null);
  return (
    <>
      <Dialog
        isOpen
        onClose={onClose}
        width="wide"
        title={
          isTeam
            ? t("teamMembers", { name: name ?? "" })
            : name === null
              ? t("shareMailbox")
              : t("shareFolder", { name })
        }
        description={t(isTeam ? "teamHint" : object.kind === "node" ? "nodeHint" : "shareHint")}
        closeLabel={t("close")}
      >
        <div className="flex flex-col gap-6">
          <NewShare object={object} />
          <Given object={object} onEdit={setEdited} />
          {children}
        </div>
      </Dialog>
      {edited ? <ChangeShareDialog share={edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}

function NewShare({ object }: { object: ShareObject }) {
  const t = useTranslations("sharing");
  const words = useWords();
  const id = useId();
  const { share } = useShareVerbs();
  const [address, setAddress] = useState("");
  const [isForEverybody, setIsForEverybody] = useState(false);
  const [draft, setDraft] = useState(firstTerms);
  const [isTried, setIsTried] = useState(false);
  const isMissing = isTried && !isForEverybody && address.trim() === "";
  const submit = () => {
    setIsTried(true);
    if (!isForEverybody && address.trim() === "") return;
    const subject = isForEverybody ? ({ everybody: true } as const) : { address: address.trim() };
    const terms = termsOf(isForEverybody ? { ...draft, sends: "no" } : draft);
    share.mutate(
      { object, with: subject, ...terms },
      {
        onSuccess: () => {
          showToast({ text: isForEverybody ? t("sharedWithAll") : t("shared", { name: address.trim() }) });
          setAddress("");
          setIsTried(false);
        },
      },
    );
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {isForEverybody ? null : (
        <PersonField
          value={address}
          takesLists={object.kind === "node"}
          error={share.error ? words(share.error).text : isMissing ? t("personMissing") : undefined}
          onChange={(value) => {
            share.reset();
            setAddress(value);
          }}
        />
      )}
      {object.kind === "node" ? null : (
        <label htmlFor={id} className="flex items-center gap-2.5 text-14 max-md:min-h-11">
          <Checkbox
            id={id}
            checked={isForEverybody}
            onChange={(checked) => {
              setIsForEverybody(checked);
              if (checked && draft.role === "none") setDraft({ ...draft, role: "read" });
            }}
          />
          {t("withEverybody")}
        </label>
      )}
      <TermsFields kind={object.kind} draft={draft} isForEverybody={isForEverybody} onChange={setDraft} />
      {isForEverybody && share.error ? (
        <p role="alert" className="text-13 text-danger">
          {words(share.error).text}
        </p>
      ) : null}
      <Button look="primary" type="submit" isBusy={share.isPending} className="self-end">
        {t("share")}
      </Button>
    </form>
  );
}

function Given({ object, onEdit }: { object: ShareObject; onEdit: (share: GivenShare) => void }) {
  const t = useTranslations("sharing");
  const words = useWords();
  const given = useGivenOn(object);
  return (
    <section>
      <h3 className="mb-2 text-14 font-semibold">{t("givenTo")}</h3>
      {given.isError ? (
        <ErrorState {...words(given.error)} retryLabel={t("retry")} onRetry={() => void given.refetch()} />
      ) : given.data === undefined ? (
        <Skeleton className="h-12" />
      ) : given.data.length === 0 ? (
        <p className="text-13 text-muted">{t("givenToNobody")}</p>
      ) : (
        <ul className="rounded-2 border bg-surface">
          {given.data.map((share) => (
            <GivenRow key={share.id} share={share} isAbove={share.object.id !== object.id} onEdit={onEdit} />
          ))}
        </ul>
      )}
    </section>
  );
}
