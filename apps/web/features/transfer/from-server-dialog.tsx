import { Button, Dialog } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../client/words.ts";
import { type Login, type SourceFolder, useListSource, useTransferVerbs } from "./api.ts";
import { LoginFields } from "./login-fields.tsx";
import { SourceFolders } from "./source-folders.tsx";

const nobody: Login = { host: "", port: 993, security: "tls", user: "", password: "" };

/** Brings mail over from an account on another server: who one is there, then which folders. */
export function FromServerDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("transfer");
  const words = useWords();
  const [login, setLogin] = useState(nobody);
  const [isTried, setIsTried] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const listing = useListSource();
  const { fromServer } = useTransferVerbs();
  const folders = listing.data;
  const error = folders ? fromServer.error : listing.error;

  const connect = () => {
    setIsTried(true);
    if (login.user.trim() === "" || login.password === "" || login.host.trim() === "") return;
    listing.mutate(login, { onSuccess: (found) => setChosen(new Set(wantedAtFirst(found))) });
  };
  const start = () => fromServer.mutate({ login, paths: [...chosen], mailboxId: null }, { onSuccess: onClose });
  const count = folders?.reduce((sum, one) => sum + (chosen.has(one.path) ? one.messages : 0), 0) ?? 0;

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("server.title")}
      description={folders ? t("server.chooseHint") : t("server.hint")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          {folders ? (
            <Button look="primary" isBusy={fromServer.isPending} disabled={chosen.size === 0} onClick={start}>
              {t("start", { count })}
            </Button>
          ) : (
            <Button look="primary" isBusy={listing.isPending} onClick={connect}>
              {t("server.connect")}
            </Button>
          )}
        </>
      }
    >
      {folders ? (
        <SourceFolders folders={folders} chosen={chosen} onChange={setChosen} />
      ) : (
        <LoginFields login={login} isTried={isTried} onChange={setLogin} onSubmit={connect} />
      )}
      {error ? (
        <p role="alert" className="mt-4 text-13 text-danger">
          {words(error).text} {words(error).hint}
        </p>
      ) : null}
    </Dialog>
  );
}

/** What shows again what lies in other folders would double it; spam is left where it is. */
function wantedAtFirst(folders: readonly SourceFolder[]): string[] {
  return folders
    .filter(({ isView, role, messages }) => !isView && role !== "junk" && messages > 0)
    .map(({ path }) => path);
}
