import { useQuery } from "@tanstack/react-query";
import { KeyRound, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { ConfirmDialog } from "../dialogs/confirm-dialog.tsx";
import { SecretDialog } from "../dialogs/secret-dialog.tsx";
import { type IncomingHook, incomingQuery, useIntegrationVerbs } from "./api.ts";
import { FormDialog } from "./form-dialog.tsx";
import { NameField } from "./name-field.tsx";
import { Part, ProgramLine } from "./part.tsx";

type Asked = { kind: "make" } | { kind: "renew" | "remove"; hook: IncomingHook };

/** The addresses by which programs say something in a room. */
export function Incoming({ roomId }: { roomId: string }) {
  const t = useTranslations("chat.integrations");
  const tHere = useTranslations("chat.integrations.incoming");
  const dates = useDates();
  const list = useQuery(incomingQuery(roomId));
  const { renewIncoming, removeIncoming } = useIntegrationVerbs();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [token, setToken] = useState<string | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <Part
        heading={tHere("heading")}
        hint={tHere("hint")}
        none={tHere("none")}
        newLabel={tHere("new")}
        onNew={() => setAsked({ kind: "make" })}
        list={list}
        draw={(hook) => (
          <ProgramLine
            key={hook.id}
            name={hook.name}
            facts={[
              `${hook.prefix}…`,
              hook.usedAt === null ? t("unused") : t("used", { time: dates.brief(hook.usedAt) }),
            ]}
            entries={[
              {
                label: tHere("renew"),
                icon: <KeyRound aria-hidden="true" />,
                onSelect: () => setAsked({ kind: "renew", hook }),
              },
              "separator",
              {
                label: t("remove"),
                icon: <Trash2 aria-hidden="true" />,
                isDanger: true,
                onSelect: () => setAsked({ kind: "remove", hook }),
              },
            ]}
          />
        )}
      />
      {asked?.kind === "make" ? <IncomingDialog roomId={roomId} onClose={close} onMade={setToken} /> : null}
      {asked?.kind === "renew" ? (
        <ConfirmDialog
          title={tHere("renewTitle")}
          hint={tHere("renewHint", { name: asked.hook.name })}
          verb={tHere("renew")}
          run={async () => setToken((await renewIncoming.mutateAsync(asked.hook.id)).token)}
          onClose={close}
        />
      ) : null}
      {asked?.kind === "remove" ? (
        <ConfirmDialog
          title={t("removeTitle", { name: asked.hook.name })}
          hint={tHere("removeHint")}
          verb={t("remove")}
          run={() => removeIncoming.mutateAsync(asked.hook.id)}
          onClose={close}
        />
      ) : null}
      {token === null ? null : (
        <SecretDialog
          title={tHere("shownTitle")}
          hint={tHere("shownHint")}
          label={tHere("address")}
          value={`${window.location.origin}/hooks/${token}`}
          onClose={() => setToken(null)}
        />
      )}
    </>
  );
}

interface IncomingDialogProps {
  roomId: string;
  onClose: () => void;
  onMade: (token: string) => void;
}

function IncomingDialog({ roomId, onClose, onMade }: IncomingDialogProps) {
  const t = useTranslations("chat.integrations.incoming");
  const { createIncoming } = useIntegrationVerbs();
  const [name, setName] = useState("");
  return (
    <FormDialog
      title={t("new")}
      hint={t("hint")}
      submitLabel={t("make")}
      isBusy={createIncoming.isPending}
      error={createIncoming.error}
      onSubmit={() =>
        createIncoming.mutate(
          { roomId, name },
          {
            onSuccess: (made) => {
              onClose();
              onMade(made.token);
            },
          },
        )
      }
      onClose={onClose}
    >
      <NameField value={name} onChange={setName} />
    </FormDialog>
  );
}
