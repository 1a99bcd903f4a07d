import { Button, Dialog, Field, Input } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { filesServer, refreshFiles, type Team } from "../api.ts";

export interface TeamNameDialogProps {
  /** The one that gets another name; none is made without. */
  team?: Team;
  onClose: () => void;
  onMade?: (id: string) => void;
}

/** Asks for the name of a team folder, a new one or one that is there. */
export function TeamNameDialog({ team, onClose, onMade }: TeamNameDialogProps) {
  const t = useTranslations("files.team");
  const tName = useTranslations("files.name");
  const words = useWords();
  const queryClient = useQueryClient();
  const [name, setName] = useState(team?.name ?? "");
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async () => {
    if (name.trim() === "") return setFault(tName("missing"));
    setIsBusy(true);
    try {
      if (team) await filesServer.renameTeam({ id: team.id, name: name.trim() });
      else onMade?.((await filesServer.createTeam(name.trim())).id);
      onClose();
      await refreshFiles(queryClient);
    } catch (error) {
      setFault(words(error).text);
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={team ? t("rename") : t("create")}
      {...(team ? {} : { description: t("createHint") })}
      closeLabel={tName("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{tName("cancel")}</Button>
          <Button look="primary" isBusy={isBusy} onClick={() => void submit()}>
            {tName(team ? "renameSubmit" : "createSubmit")}
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
        <Field label={tName("name")} error={fault}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              dir="auto"
              value={name}
              autoFocus
              autoComplete="off"
              maxLength={255}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => {
                setName(event.target.value);
                setFault(undefined);
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
