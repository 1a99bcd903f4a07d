import { Button, Dialog, Field, Input } from "@carbyne/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSizes } from "../../../client/sizes.ts";
import { useWords } from "../../../client/words.ts";
import { filesServer, refreshFiles, type Team, teamQuery } from "../api.ts";

const gigabyte = 1e9;
const mostGigabytes = 1_000_000;

/** Says how much a team folder may take. */
export function TeamQuotaDialog({ team, onClose }: { team: Team; onClose: () => void }) {
  const t = useTranslations("files.team");
  const tName = useTranslations("files.name");
  const sizes = useSizes();
  const words = useWords();
  const queryClient = useQueryClient();
  const { data } = useQuery(teamQuery(team.id));
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const value = typed ?? (data?.quotaBytes ? String(data.quotaBytes / gigabyte) : "");
  const submit = async () => {
    const gigabytes = value.trim() === "" ? 0 : Number(value.replace(",", "."));
    if (!(gigabytes >= 0 && gigabytes <= mostGigabytes)) return setFault(t("quotaInvalid"));
    setIsBusy(true);
    try {
      await filesServer.setTeamQuota({ id: team.id, quotaBytes: Math.round(gigabytes * gigabyte) });
      await refreshFiles(queryClient);
      onClose();
    } catch (error) {
      setFault(words(error).text);
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("quotaTitle", { name: team.name })}
      closeLabel={tName("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{tName("cancel")}</Button>
          <Button look="primary" isBusy={isBusy} disabled={!data} onClick={() => void submit()}>
            {t("quotaSubmit")}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field
          label={t("quotaLabel")}
          hint={`${data ? t("used", { used: sizes(data.usedBytes) }) : ""} ${t("quotaHint")}`}
          error={fault}
        >
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              inputMode="decimal"
              value={value}
              autoFocus
              autoComplete="off"
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => {
                setTyped(event.target.value);
                setFault(undefined);
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
