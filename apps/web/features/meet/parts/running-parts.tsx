import { Button, Input, Select, showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { type MeetingState, meetServer } from "../api.ts";

const main = "main";

/** Groups that talk now: who is in which, what is said to all of them, and calling everybody back. */
export function RunningParts({ roomId, state }: { roomId: string; state: MeetingState }) {
  const t = useTranslations("meet.parts");
  const words = useWords();
  const dates = useDates();
  const [text, setText] = useState("");
  const attempt = (act: () => Promise<unknown>) =>
    act().then(
      () => true,
      (error: unknown) => {
        showToast({ text: words(error).text });
        return false;
      },
    );
  const tell = async () => {
    if (text.trim() === "") return;
    if (await attempt(() => meetServer.tellParts.mutate({ roomId, text: text.trim() }))) setText("");
  };
  return (
    <div className="flex flex-col gap-4">
      {state.parts.map((part) => (
        <section key={part.id} aria-label={part.name} className="rounded-2 border">
          <h3 className="flex items-center justify-between gap-3 border-b px-3 py-2 text-13 font-semibold">
            <span dir="auto">{part.name}</span>
            {part.endsAt === null ? null : (
              <span className="text-12 font-normal text-muted">{t("until", { time: dates.time(part.endsAt) })}</span>
            )}
          </h3>
          <ul>
            {part.people.map(({ id, name, isHere }) => (
              <li key={id} className="flex min-h-11 items-center gap-3 px-3 text-13">
                <span dir="auto" className="min-w-0 flex-1 truncate">
                  {name}
                </span>
                <span className="text-12 text-muted">{t(isHere ? "here" : "comes")}</span>
                <Select
                  label={t("groupOf", { name })}
                  value={part.id}
                  options={[
                    ...state.parts.map((one) => ({ value: one.id, label: one.name })),
                    { value: main, label: t("stays") },
                  ]}
                  onChange={(value) =>
                    void attempt(() =>
                      meetServer.assign.mutate({ roomId, personId: id, meetingId: value === main ? null : value }),
                    )
                  }
                />
              </li>
            ))}
            {part.people.length === 0 ? <li className="px-3 py-2 text-13 text-muted">{t("nobody")}</li> : null}
          </ul>
        </section>
      ))}
      <form
        noValidate
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void tell();
        }}
      >
        <Input
          dir="auto"
          aria-label={t("tell")}
          placeholder={t("tell")}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" className="h-9" disabled={text.trim() === ""}>
          {t("tellAll")}
        </Button>
      </form>
      <Button look="primary" size="large" onClick={() => void attempt(() => meetServer.callBack.mutate({ roomId }))}>
        {t("callBack")}
      </Button>
    </div>
  );
}
