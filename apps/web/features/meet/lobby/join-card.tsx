import { Avatar, Button, Field, Input, Switch } from "@carbyne/ui";
import { AudioLines, CircleDot, Lock, ScreenShare, Sparkles } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { useOwn } from "../connection/use-call.ts";
import type { LobbyProps } from "./lobby.tsx";

const mostFaces = 4;

/** What one comes into, who is there, and the way in. */
export function JoinCard({ about, media, state, error, isRefused, isJoining, onJoin }: LobbyProps) {
  const t = useTranslations("meet.lobby");
  const words = useWords();
  const [password, setPassword] = useState("");
  const choices = useOwn(media, (one) => one.choices);
  const hasPassword = state?.hasPassword ?? about.hasPassword;
  const isLocked = (state?.isLocked ?? about.isLocked) && !about.me.isModerator;
  const isRecorded = state ? state.recording !== null : about.isRecorded;
  const needsPassword = hasPassword && !about.me.isModerator;
  const people = about.running?.people ?? [];
  const isHere = people.some(({ id }) => id === about.me.id);
  const others = people.filter(({ id }) => id !== about.me.id);
  const join = (moves?: boolean) =>
    onJoin({ ...(needsPassword ? { password } : {}), ...(moves === undefined ? {} : { moves }) });
  const share = async () => {
    await media.share().catch(() => undefined);
    await join();
  };
  return (
    <form
      noValidate
      aria-label={t("join")}
      className="flex flex-col gap-4 rounded-3 border bg-surface p-6 max-lg:order-1 max-md:p-4"
      onSubmit={(event) => {
        event.preventDefault();
        void join(isHere ? true : undefined);
      }}
    >
      <div>
        <h1 dir="auto" className="text-20 font-semibold wrap-anywhere">
          {about.name}
        </h1>
        <p className="mt-1 text-13 text-muted">
          {about.running
            ? t("runs", { count: people.length })
            : t(about.me.kind === "guest" ? "startsGuest" : "starts")}
        </p>
      </div>
      {others.length > 0 ? (
        <div className="flex items-center gap-2 text-13 text-muted">
          {others.slice(0, mostFaces).map(({ id, name }) => (
            <Avatar key={id} name={name} address={id} />
          ))}
          <span className="min-w-0">{t("here", { name: others[0]?.name ?? "", more: others.length - 1 })}</span>
        </div>
      ) : null}
      <p className="text-13 text-muted">{t("as", { name: about.me.name })}</p>
      <div className="flex flex-col">
        <Choice
          icon={<Sparkles aria-hidden="true" />}
          text={t("blurMine")}
          isOn={choices.background === "blur"}
          onChange={(isOn) => void media.choose({ background: isOn ? "blur" : "none" })}
        />
        <Choice
          icon={<AudioLines aria-hidden="true" />}
          text={t("noise")}
          isOn={choices.reducesNoise}
          onChange={(reducesNoise) => void media.choose({ reducesNoise })}
        />
      </div>
      {needsPassword ? (
        <Field label={t("password")}>
          {({ id }) => (
            <Input
              id={id}
              type="password"
              autoComplete="off"
              maxLength={200}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          )}
        </Field>
      ) : null}
      {isRecorded ? <Told icon={<CircleDot aria-hidden="true" className="text-danger" />}>{t("recorded")}</Told> : null}
      {isLocked ? <Told icon={<Lock aria-hidden="true" className="text-warning" />}>{t("locked")}</Told> : null}
      {isHere ? <Told icon={<ScreenShare aria-hidden="true" className="text-muted" />}>{t("isHere")}</Told> : null}
      {error || isRefused ? (
        <p role="alert" className="text-13 text-danger">
          {isRefused ? t("refused") : `${words(error).text} ${words(error).hint}`}
        </p>
      ) : null}
      <div className="flex flex-col gap-2">
        <Button type="submit" look="primary" size="large" isBusy={isJoining} disabled={isLocked}>
          {t(isHere ? "move" : about.wouldWait ? "ask" : about.running ? "join" : "begin")}
        </Button>
        {isHere ? (
          <Button size="large" disabled={isJoining || isLocked} onClick={() => void join(false)}>
            {t("joinToo")}
          </Button>
        ) : (
          <Button
            size="large"
            className="max-md:hidden"
            disabled={isJoining || isLocked || about.wouldWait}
            onClick={() => void share()}
          >
            <ScreenShare aria-hidden="true" />
            {t("joinToShare")}
          </Button>
        )}
      </div>
    </form>
  );
}

interface ChoiceProps {
  icon: ReactNode;
  text: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function Choice({ icon, text, isOn, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex min-h-8 items-center gap-3 text-14 max-md:min-h-11 [&>svg]:size-[18px] [&>svg]:text-muted">
      {icon}
      <span id={id} className="flex-1">
        {text}
      </span>
      <Switch labelledBy={id} checked={isOn} onChange={onChange} />
    </div>
  );
}

function Told({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="flex gap-3 rounded-2 bg-raised p-3 text-13 [&>svg]:size-[18px] [&>svg]:shrink-0">
      {icon}
      <p className="text-muted">{children}</p>
    </div>
  );
}
