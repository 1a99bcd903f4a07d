import { Button, Drawer, Field, Input, Select, showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { refusalOf, useWords } from "../../../client/words.ts";
import { useMe } from "../../session/me.ts";
import { useDomains } from "../api.ts";
import type { MailList } from "../types.ts";
import { useListVerbs } from "./api.ts";
import { isLocalPart, splitOf } from "./list-edit.ts";
import { Senders } from "./list-fields.tsx";

/** A new list; who is on it is said right after. */
export function CreateList({ onClose, onCreated }: { onClose: () => void; onCreated: (id: string) => void }) {
  const t = useTranslations("adminLists");
  const tAccounts = useTranslations("admin.accounts");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const form = useId();
  const own = splitOf(useMe().account.address).domain;
  const domains = useDomains();
  const { create } = useListVerbs();
  const [name, setName] = useState("");
  const [local, setLocal] = useState("");
  const [domain, setDomain] = useState(own);
  const [whoMaySend, setWhoMaySend] = useState<MailList["whoMaySend"]>("domain");
  const [isTried, setIsTried] = useState(false);
  const open = domains.data?.filter((one) => one.state !== "closed").map((one) => one.name) ?? [];
  const isNameMissing = isTried && name.trim() === "";
  const isAddressWrong = isTried && !isLocalPart(local);
  const failure = create.error ? words(create.error) : null;
  const isOfAddress = refusalOf(create.error)?.reason.startsWith("address-") ?? false;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (name.trim() === "" || !isLocalPart(local)) return;
    const address = `${local.trim()}@${domain}`;
    create.mutate(
      { address, name: name.trim(), whoMaySend },
      {
        onSuccess: ({ id }) => {
          showToast({ text: t("created", { address }) });
          onCreated(id);
        },
      },
    );
  };

  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={t("createTitle")}
      closeLabel={tAdmin("close")}
      footer={
        <div className="flex gap-2">
          <Button type="submit" form={form} look="primary" isBusy={create.isPending}>
            {t("create")}
          </Button>
          <Button onClick={onClose}>{tAdmin("cancel")}</Button>
        </div>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4 p-4">
        {failure && !isOfAddress ? (
          <p role="alert" className="rounded-1 border border-danger px-3 py-2 text-13 text-danger">
            {failure.text} {failure.hint}
          </p>
        ) : null}
        <Field label={t("field.name")} error={isNameMissing ? tAccounts("nameMissing") : undefined}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              value={name}
              autoFocus
              autoComplete="off"
              maxLength={200}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={t("field.address")}
          error={isAddressWrong ? tAccounts("addressWrong") : isOfAddress ? failure?.text : undefined}
        >
          {({ id, describedBy, isInvalid }) => (
            <div className="flex items-center gap-1.5">
              <Input
                id={id}
                value={local}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                aria-describedby={describedBy}
                aria-invalid={isInvalid}
                className="min-w-0 flex-1"
                onChange={(event) => {
                  setLocal(event.target.value);
                  create.reset();
                }}
              />
              <span aria-hidden="true" className="text-muted">
                @
              </span>
              <Select
                label={tAccounts("field.domain")}
                value={domain}
                options={[...new Set([own, ...open])].map((value) => ({ value, label: value }))}
                onChange={setDomain}
                className="max-w-52 min-w-0"
              />
            </div>
          )}
        </Field>
        <Senders value={whoMaySend} onChange={setWhoMaySend} />
      </form>
    </Drawer>
  );
}
