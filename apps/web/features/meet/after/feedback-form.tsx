import { Button, Checkbox, Field, Textarea } from "@carbyne/ui";
import { clsx } from "clsx";
import { Star } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { meetServer } from "../api.ts";

const stars = [1, 2, 3, 4, 5] as const;
const faults = ["heardBadly", "notHeard", "sawBadly", "notSeen", "dropped", "share", "other"] as const;

/** How it was, for those who look after the server. */
export function FeedbackForm({ meetingId }: { meetingId: string }) {
  const t = useTranslations("meet.feedback");
  const words = useWords();
  const [given, setGiven] = useState<number | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<(typeof faults)[number]>>(new Set());
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string>();
  const [isSent, setIsSent] = useState(false);
  if (isSent)
    return (
      <p role="status" className="text-center text-14 text-muted">
        {t("thanks")}
      </p>
    );
  const send = async () => {
    if (given === null) return;
    try {
      await meetServer.feedback.mutate({ meetingId, stars: given, faults: [...chosen], text });
      setIsSent(true);
    } catch (error) {
      setFault(words(error).text);
    }
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4 rounded-3 border bg-surface p-5"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2 className="text-center text-14 font-medium">{t("title")}</h2>
      <div role="radiogroup" aria-label={t("title")} className="flex justify-center gap-1">
        {stars.map((count) => (
          <button
            key={count}
            type="button"
            role="radio"
            aria-checked={given === count}
            aria-label={t("stars", { count })}
            onClick={() => setGiven(count)}
            className={clsx(
              "grid size-11 place-items-center rounded-2 hover:bg-hover",
              given !== null && count <= given ? "text-warning" : "text-faint",
            )}
          >
            <Star
              aria-hidden="true"
              className={clsx("size-6", given !== null && count <= given && "fill-current")}
              strokeWidth={1.5}
            />
          </button>
        ))}
      </div>
      {given === null ? null : (
        <>
          {given < 5 ? (
            <fieldset className="flex flex-col gap-2">
              <legend className="mb-2 text-13 font-medium">{t("faults")}</legend>
              {faults.map((one) => (
                <label key={one} className="flex items-center gap-2.5 text-13">
                  <Checkbox
                    checked={chosen.has(one)}
                    label={t(`fault.${one}`)}
                    onChange={(isOn) =>
                      setChosen((before) => {
                        const next = new Set(before);
                        if (isOn) next.add(one);
                        else next.delete(one);
                        return next;
                      })
                    }
                  />
                  <span aria-hidden="true">{t(`fault.${one}`)}</span>
                </label>
              ))}
            </fieldset>
          ) : null}
          <Field label={t("text")} error={fault}>
            {({ id, describedBy }) => (
              <Textarea
                id={id}
                dir="auto"
                maxLength={4000}
                aria-describedby={describedBy}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            )}
          </Field>
          <Button type="submit" className="self-end">
            {t("send")}
          </Button>
        </>
      )}
    </form>
  );
}
