import { showToast, Switch } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, ListChecks, Pencil, Send, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { ConfirmDialog } from "../dialogs/confirm-dialog.tsx";
import { SecretDialog } from "../dialogs/secret-dialog.tsx";
import { type OutgoingHook, outgoingQuery, useIntegrationVerbs } from "./api.ts";
import { DeliveriesDialog } from "./deliveries-dialog.tsx";
import { OutgoingDialog } from "./outgoing-dialog.tsx";
import { Part, ProgramLine } from "./part.tsx";

type Asked = { kind: "make" } | { kind: "change" | "deliveries" | "renew" | "remove"; hook: OutgoingHook };

/** The addresses outside that are told what happens in a room. */
export function Outgoing({ roomId }: { roomId: string }) {
  const t = useTranslations("chat.integrations");
  const tHere = useTranslations("chat.integrations.outgoing");
  const list = useQuery(outgoingQuery(roomId));
  const { renewOutgoing, removeOutgoing } = useIntegrationVerbs();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
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
        draw={(hook) => <OutgoingLine key={hook.id} hook={hook} onAsk={(kind) => setAsked({ kind, hook })} />}
      />
      {asked?.kind === "make" || asked?.kind === "change" ? (
        <OutgoingDialog
          roomId={roomId}
          hook={asked.kind === "change" ? asked.hook : null}
          onClose={close}
          onMade={setSecret}
        />
      ) : null}
      {asked?.kind === "deliveries" ? <DeliveriesDialog hook={asked.hook} onClose={close} /> : null}
      {asked?.kind === "renew" ? (
        <ConfirmDialog
          title={tHere("renewTitle")}
          hint={tHere("renewHint", { name: asked.hook.name })}
          verb={tHere("renew")}
          run={async () => setSecret((await renewOutgoing.mutateAsync(asked.hook.id)).secret)}
          onClose={close}
        />
      ) : null}
      {asked?.kind === "remove" ? (
        <ConfirmDialog
          title={t("removeTitle", { name: asked.hook.name })}
          hint={tHere("removeHint")}
          verb={t("remove")}
          run={() => removeOutgoing.mutateAsync(asked.hook.id)}
          onClose={close}
        />
      ) : null}
      {secret === null ? null : (
        <SecretDialog
          title={tHere("shownTitle")}
          hint={tHere("shownHint")}
          label={tHere("secret")}
          value={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </>
  );
}

interface OutgoingLineProps {
  hook: OutgoingHook;
  onAsk: (kind: "change" | "deliveries" | "renew" | "remove") => void;
}

function OutgoingLine({ hook, onAsk }: OutgoingLineProps) {
  const t = useTranslations("chat.integrations");
  const tHere = useTranslations("chat.integrations.outgoing");
  const words = useWords();
  const dates = useDates();
  const { switchOutgoing, tryOutgoing } = useIntegrationVerbs();
  const { id, name, url, trigger, failingSince, disabledAt } = hook;
  const fail = (error: unknown) => void showToast({ text: words(error).text });
  const isOn = disabledAt === null;
  return (
    <ProgramLine
      name={name}
      isFaulty={failingSince !== null && isOn}
      facts={[
        url,
        ...(trigger === "" ? [] : [tHere("begins", { word: trigger })]),
        ...(isOn ? [] : [tHere("off")]),
        ...(failingSince !== null && isOn ? [tHere("failing", { time: dates.brief(failingSince) })] : []),
      ]}
      act={
        <Switch
          label={tHere("switch", { name })}
          checked={isOn}
          disabled={switchOutgoing.isPending}
          onChange={(next) => switchOutgoing.mutate({ id, isOn: next }, { onError: fail })}
        />
      }
      entries={[
        { label: tHere("change"), icon: <Pencil aria-hidden="true" />, onSelect: () => onAsk("change") },
        {
          label: tHere("try"),
          icon: <Send aria-hidden="true" />,
          isDisabled: !isOn,
          onSelect: () => tryOutgoing.mutate(id, { onSuccess: () => onAsk("deliveries"), onError: fail }),
        },
        { label: tHere("deliveries"), icon: <ListChecks aria-hidden="true" />, onSelect: () => onAsk("deliveries") },
        { label: tHere("renew"), icon: <KeyRound aria-hidden="true" />, onSelect: () => onAsk("renew") },
        "separator",
        { label: t("remove"), icon: <Trash2 aria-hidden="true" />, isDanger: true, onSelect: () => onAsk("remove") },
      ]}
    />
  );
}
