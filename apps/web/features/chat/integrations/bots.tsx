import { type MenuEntry, showToast } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, LogOut, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { ConfirmDialog } from "../dialogs/confirm-dialog.tsx";
import { SecretDialog } from "../dialogs/secret-dialog.tsx";
import { type Bot, botsQuery, useIntegrationVerbs } from "./api.ts";
import { BotDialog } from "./bot-dialog.tsx";
import { Part, ProgramLine } from "./part.tsx";

type Asked = { kind: "make" } | { kind: "renew" | "remove"; bot: Bot };

/** The programs that read and write in a room, and one's own that could. */
export function Bots({ roomId }: { roomId: string }) {
  const t = useTranslations("chat.integrations");
  const tHere = useTranslations("chat.integrations.bots");
  const list = useQuery(botsQuery(roomId));
  const { renewBot, removeBot } = useIntegrationVerbs();
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
        draw={(bot) => <BotLine key={bot.id} bot={bot} roomId={roomId} onAsk={(kind) => setAsked({ kind, bot })} />}
      />
      {asked?.kind === "make" ? <BotDialog roomId={roomId} onClose={close} onMade={setToken} /> : null}
      {asked?.kind === "renew" ? (
        <ConfirmDialog
          title={tHere("renewTitle")}
          hint={tHere("renewHint", { name: asked.bot.name })}
          verb={tHere("renew")}
          run={async () => setToken((await renewBot.mutateAsync(asked.bot.id)).token)}
          onClose={close}
        />
      ) : null}
      {asked?.kind === "remove" ? (
        <ConfirmDialog
          title={t("removeTitle", { name: asked.bot.name })}
          hint={tHere("removeHint")}
          verb={t("remove")}
          run={() => removeBot.mutateAsync(asked.bot.id)}
          onClose={close}
        />
      ) : null}
      {token === null ? null : (
        <SecretDialog
          title={tHere("shownTitle")}
          hint={tHere("shownHint")}
          label={tHere("token")}
          value={token}
          onClose={() => setToken(null)}
        />
      )}
    </>
  );
}

interface BotLineProps {
  bot: Bot;
  roomId: string;
  onAsk: (kind: "renew" | "remove") => void;
}

function BotLine({ bot, roomId, onAsk }: BotLineProps) {
  const t = useTranslations("chat.integrations");
  const tHere = useTranslations("chat.integrations.bots");
  const words = useWords();
  const dates = useDates();
  const { addBot, takeOutBot } = useIntegrationVerbs();
  const { id, expiresAt, usedAt } = bot;
  const onError = (error: unknown) => void showToast({ text: words(error).text });
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  // Who made it has it in their hands; in the room it is every owner's.
  const own: MenuEntry[] = bot.isMine
    ? [
        { label: tHere("renew"), icon: <KeyRound aria-hidden="true" />, onSelect: () => onAsk("renew") },
        "separator",
        { label: t("remove"), icon: <Trash2 aria-hidden="true" />, isDanger: true, onSelect: () => onAsk("remove") },
      ]
    : [];
  const here: MenuEntry = bot.isHere
    ? {
        label: tHere("takeOut"),
        icon: <LogOut aria-hidden="true" />,
        onSelect: () => takeOutBot.mutate({ id, roomId }, { onError }),
      }
    : {
        label: tHere("add"),
        icon: <Plus aria-hidden="true" />,
        onSelect: () => addBot.mutate({ id, roomId }, { onError }),
      };
  return (
    <ProgramLine
      name={bot.name}
      isFaulty={isOver}
      facts={[
        ...(bot.isHere ? [] : [tHere("elsewhere")]),
        `${bot.prefix}…`,
        ...(expiresAt === null ? [] : [tHere(isOver ? "over" : "until", { date: dates.brief(expiresAt) })]),
        usedAt === null ? t("unused") : t("used", { time: dates.brief(usedAt) }),
      ]}
      entries={[here, ...own]}
    />
  );
}
