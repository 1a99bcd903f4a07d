import { Button, Dialog, showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { useAdminVerbs } from "../api.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { CopyButton } from "../copy-button.tsx";
import { generatePassword } from "../generate-password.ts";
import { PasswordMaker, shortestPassword } from "../password-maker.tsx";
import type { AccountRow } from "../types.ts";

export type AskedAccount = { kind: "password" | "close"; row: AccountRow } | null;

/** What is asked before an account's password is replaced or the account is closed. */
export function AccountDialogs({ asked, onClose }: { asked: AskedAccount; onClose: () => void }) {
  if (asked === null) return null;
  return asked.kind === "password" ? (
    <ResetPassword row={asked.row} onClose={onClose} />
  ) : (
    <CloseAccount row={asked.row} onClose={onClose} />
  );
}

function CloseAccount({ row, onClose }: { row: AccountRow; onClose: () => void }) {
  const t = useTranslations("admin.accounts");
  const words = useWords();
  const { setAccountState } = useAdminVerbs();
  return (
    <ConfirmDialog
      title={t("close.title", { name: row.name })}
      text={t("close.text")}
      word={row.address}
      submitLabel={t("closeAccount")}
      isBusy={setAccountState.isPending}
      error={setAccountState.error ? words(setAccountState.error).text : undefined}
      onClose={onClose}
      onConfirm={() =>
        setAccountState.mutate(
          { id: row.id, state: "closed" },
          {
            onSuccess: () => {
              onClose();
              showToast({ text: t("done.closed", { name: row.name }) });
            },
          },
        )
      }
    />
  );
}

function ResetPassword({ row, onClose }: { row: AccountRow; onClose: () => void }) {
  const t = useTranslations("admin.password");
  const tAdmin = useTranslations("admin");
  const words = useWords();
  const form = useId();
  const { resetPassword } = useAdminVerbs();
  const [password, setPassword] = useState(generatePassword);
  const [isShort, setIsShort] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password.length < shortestPassword) setIsShort(true);
    else resetPassword.mutate({ id: row.id, password });
  };

  if (resetPassword.isSuccess)
    return (
      <Dialog
        isOpen
        onClose={onClose}
        title={t("doneTitle", { name: row.name })}
        description={t("doneText")}
        closeLabel={tAdmin("close")}
        actions={
          <Button look="primary" onClick={onClose}>
            {t("finish")}
          </Button>
        }
      >
        <div className="flex items-center justify-between gap-2 rounded-1 border bg-sunken py-1 ps-3 pe-1">
          <code className="min-w-0 font-mono text-14 break-all">{password}</code>
          <CopyButton text={password} label={t("copy")} />
        </div>
      </Dialog>
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title", { name: row.name })}
      description={t("text")}
      closeLabel={tAdmin("close")}
      actions={
        <>
          <Button onClick={onClose}>{tAdmin("cancel")}</Button>
          <Button type="submit" form={form} look="primary" isBusy={resetPassword.isPending}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <PasswordMaker
          value={password}
          onChange={(value) => {
            setPassword(value);
            setIsShort(false);
          }}
          error={
            isShort
              ? t("short", { min: shortestPassword })
              : resetPassword.error
                ? words(resetPassword.error).text
                : undefined
          }
        />
      </form>
    </Dialog>
  );
}
