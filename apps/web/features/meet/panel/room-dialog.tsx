import { Button, Dialog, Field, Input, Select, showToast, Switch } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { type MeetingState, meetServer } from "../api.ts";
import { LinkField } from "./link-field.tsx";

const waiters = ["nobody", "guests", "everybody"] as const;

/** How people come into the meetings of a room: who waits, whether it is locked, with which password. */
export function RoomDialog({ roomId, state, onClose }: { roomId: string; state: MeetingState; onClose: () => void }) {
  const t = useTranslations("meet.room");
  const words = useWords();
  const lock = useId();
  const [password, setPassword] = useState("");
  const change = async (changes: Omit<Parameters<typeof meetServer.change.mutate>[0], "roomId">) => {
    try {
      await meetServer.change.mutate({ roomId, ...changes });
      return true;
    } catch (error) {
      showToast({ text: words(error).text });
      return false;
    }
  };
  const setIt = async (next: string | null) => {
    if (!(await change({ password: next }))) return;
    setPassword("");
    showToast({ text: t(next === null ? "passwordGone" : "passwordSet") });
  };
  return (
    <Dialog isOpen onClose={onClose} title={t("title")} closeLabel={t("close")}>
      <div className="flex flex-col gap-5">
        <LinkField roomId={roomId} mayRenew />
        <Field label={t("waiting")} hint={t("waitingHint")}>
          {({ id, describedBy }) => (
            <Select
              id={id}
              describedBy={describedBy}
              value={state.waiting}
              options={waiters.map((value) => ({ value, label: t(`waiters.${value}`) }))}
              onChange={(waiting) => void change({ waiting })}
            />
          )}
        </Field>
        <div className="flex items-center gap-3">
          <span className="flex-1">
            <span id={lock} className="block text-13 font-medium">
              {t("lock")}
            </span>
            <span className="text-12 text-faint">{t("lockHint")}</span>
          </span>
          <Switch labelledBy={lock} checked={state.isLocked} onChange={(isLocked) => void change({ isLocked })} />
        </div>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (password !== "") void setIt(password);
          }}
        >
          <Field label={t("password")} hint={t(state.hasPassword ? "hasPassword" : "passwordHint")}>
            {({ id, describedBy }) => (
              <div className="flex gap-2">
                <Input
                  id={id}
                  type="password"
                  autoComplete="new-password"
                  maxLength={200}
                  aria-describedby={describedBy}
                  value={password}
                  onChange={(event) => setPassword(event.currentTarget.value)}
                />
                <Button type="submit" className="h-9" disabled={password === ""}>
                  {t("setPassword")}
                </Button>
                {state.hasPassword ? (
                  <Button look="quiet" className="h-9" onClick={() => void setIt(null)}>
                    {t("noPassword")}
                  </Button>
                ) : null}
              </div>
            )}
          </Field>
        </form>
      </div>
    </Dialog>
  );
}
