import { Button, Dialog, Field, Input, Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useMe } from "../session/me.ts";
import { type Identity, type IdentityInput, useIdentityVerbs, useSignatures } from "./api.ts";

const none = "none";

/** Makes an identity, or changes one. */
export function IdentityDialog({ identity, onClose }: { identity: Identity | null; onClose: () => void }) {
  const t = useTranslations("identities.identity");
  const tAll = useTranslations("identities");
  const { account, addresses } = useMe();
  const form = useId();
  const { save } = useIdentityVerbs();
  const signatures = useSignatures();
  const isOwn = identity?.isOwnAddress ?? false;
  const [base, part] = splitTag(identity?.address ?? account.address);
  const [name, setName] = useState(identity?.fields.name ?? "");
  const [address, setAddress] = useState(base);
  const [tag, setTag] = useState(part);
  const [replyTo, setReplyTo] = useState(identity?.replyTo ?? "");
  const [newId, setNewId] = useState(identity?.newSignatureId ?? null);
  const [replyId, setReplyId] = useState(identity?.replySignatureId ?? null);
  const [error, setError] = useState<string>();
  const known = [...new Set([base, ...addresses])];
  const choices = [
    { value: none, label: t("noSignature") },
    ...(signatures.data ?? []).map((one) => ({ value: one.id, label: one.name })),
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (replyTo.trim() !== "" && !/^[^\s@]+@[^\s@]+$/.test(replyTo.trim())) return setError(t("replyToWrong"));
    const at = address.lastIndexOf("@");
    const written = tag.trim() === "" ? address : `${address.slice(0, at)}+${tag.trim()}${address.slice(at)}`;
    const input: IdentityInput = {
      ...(identity ? { id: identity.id } : {}),
      name: name.trim() || null,
      address: isOwn && identity ? identity.address : written,
      replyTo: replyTo.trim(),
      newSignatureId: newId,
      replySignatureId: replyId,
    };
    save.mutate(input, { onSuccess: onClose });
    return undefined;
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={identity ? t("editTitle") : t("createTitle")}
      closeLabel={tAll("close")}
      actions={
        <>
          <Button onClick={onClose}>{tAll("cancel")}</Button>
          <Button look="primary" type="submit" form={form} isBusy={save.isPending}>
            {tAll("save")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("name")} hint={t("nameHint")}>
          {({ id, describedBy }) => (
            <Input
              id={id}
              value={name}
              maxLength={200}
              placeholder={account.name}
              aria-describedby={describedBy}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {isOwn ? (
          <Field label={t("address")}>
            {({ id }) => <Input id={id} value={identity?.address ?? ""} readOnly disabled />}
          </Field>
        ) : (
          <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,1fr)] gap-3">
            <Field label={t("address")}>
              {({ id }) => (
                <Select
                  id={id}
                  value={address}
                  options={known.map((value) => ({ value, label: value }))}
                  onChange={setAddress}
                  className="w-full"
                />
              )}
            </Field>
            <Field label={t("tag")} hint={t("tagHint")}>
              {({ id, describedBy }) => (
                <Input
                  id={id}
                  value={tag}
                  maxLength={40}
                  pattern="[A-Za-z0-9._\-]*"
                  aria-describedby={describedBy}
                  onChange={(event) => setTag(event.target.value)}
                />
              )}
            </Field>
          </div>
        )}
        <Field label={t("replyTo")} hint={t("replyToHint")} error={error}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              type="text"
              inputMode="email"
              autoCapitalize="none"
              value={replyTo}
              maxLength={320}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => {
                setReplyTo(event.target.value);
                setError(undefined);
              }}
            />
          )}
        </Field>
        <div className="flex flex-col gap-4">
          <Field label={t("signatureNew")}>
            {({ id }) => (
              <Select
                id={id}
                value={newId ?? none}
                options={choices}
                onChange={(value) => setNewId(value === none ? null : value)}
                className="w-full"
              />
            )}
          </Field>
          <Field label={t("signatureReply")}>
            {({ id }) => (
              <Select
                id={id}
                value={replyId ?? none}
                options={choices}
                onChange={(value) => setReplyId(value === none ? null : value)}
                className="w-full"
              />
            )}
          </Field>
        </div>
      </form>
    </Dialog>
  );
}

/** `ann+shop@x.example` is ann@x.example and shop. */
function splitTag(address: string): [base: string, tag: string] {
  const [, local = "", tag = "", domain = ""] = /^([^+@]*)\+?([^@]*)(@.*)$/.exec(address) ?? [];
  return [`${local}${domain}`, tag];
}
