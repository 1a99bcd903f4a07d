import { Button, Dialog, Field, Select, showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { RecipientsField } from "../../mail/composer/recipients-field.tsx";
import type { Person } from "../../mail/types.ts";
import type { MailList } from "../types.ts";
import { useListVerbs } from "./api.ts";

type Refused = { address: string; reason: string };

/** People here, other lists and addresses elsewhere, pasted in any form. What cannot be added stays in the field, with the reason. */
export function AddMembers({ list, onClose }: { list: MailList; onClose: () => void }) {
  const t = useTranslations("adminLists");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const reasonOf = useReasons();
  const { addMembers } = useListVerbs();
  const input = useRef<HTMLInputElement>(null);
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [as, setAs] = useState<"member" | "manager">("member");
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [error, setError] = useState<string>();
  const latest = useRef(people);
  useEffect(() => {
    latest.current = people;
  });
  useEffect(() => input.current?.focus(), []);

  const submit = () => {
    const addresses = latest.current.map((one) => one.address);
    if (addresses.length === 0) {
      setError(t("addMissing"));
      input.current?.focus();
      return;
    }
    addMembers.mutate(
      { id: list.id, addresses, as },
      {
        onError: (failure) => setError(words(failure).text),
        onSuccess: (result) => {
          const { added, known } = result;
          if (added.length + known.length > 0)
            showToast({ text: t("done.added", { count: added.length, known: known.length }) });
          if (result.refused.length === 0) return onClose();
          const left = new Set(result.refused.map((one) => one.address));
          setRefused(result.refused);
          setPeople(
            latest.current.filter((one) => left.has(one.address.trim()) || left.has(one.address.trim().toLowerCase())),
          );
        },
      },
    );
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("addTitle", { name: list.name })}
      description={t("addHint")}
      closeLabel={tAdmin("close")}
      actions={
        <>
          <Button onClick={onClose}>{tAdmin("cancel")}</Button>
          <Button
            look="primary"
            isBusy={addMembers.isPending}
            // An address that is still being typed is taken when its field loses the focus, and is known only after that.
            onClick={() => setTimeout(submit)}
          >
            {t("addSubmit")}
          </Button>
        </>
      }
    >
      {/* Room for the people who are suggested. */}
      <div className="flex min-h-72 flex-col gap-4">
        <RecipientsField
          isBoxed
          label={t("addLabel")}
          people={people}
          onChange={(next) => {
            setPeople(next);
            setError(undefined);
          }}
          input={input}
          error={error}
        />
        {refused.length > 0 ? (
          <div role="alert" className="rounded-1 border border-danger px-3 py-2 text-13">
            <p className="font-medium">{t("refused.title", { count: refused.length })}</p>
            <ul className="max-h-40 overflow-y-auto">
              {refused.map(({ address, reason }) => (
                <li key={address} className="break-words text-muted">
                  {reasonOf({ address, reason })}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <Field label={t("addAs")} hint={as === "manager" ? t("addManagerHint") : undefined}>
          {({ id, describedBy }) => (
            <Select
              id={id}
              describedBy={describedBy}
              value={as}
              options={(["member", "manager"] as const).map((value) => ({ value, label: t(`part.${value}`) }))}
              onChange={setAs}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}

const reasons = [
  "address-invalid",
  "recipient-unknown",
  "list-manager-elsewhere",
  "list-manage-denied",
  "list-inside-itself",
  "list-too-deep",
] as const;

/** Why an address was not taken, in words. */
function useReasons(): (refused: Refused) => string {
  const t = useTranslations("adminLists.refused");
  return ({ address, reason }) => t(reasons.find((one) => one === reason) ?? "address-invalid", { address });
}
