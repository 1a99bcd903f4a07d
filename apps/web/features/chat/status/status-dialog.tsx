import { Button, Dialog, Field, Input, Select } from "@carbyne/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { SmilePlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { DayField } from "../../../client/day-field.tsx";
import { EmojiPopover } from "../../../client/emoji/emoji-popover.tsx";
import { useWords } from "../../../client/words.ts";
import { useSettings } from "../../settings/api.ts";
import { chatServer, type OwnStatus, ownStatusKey, ownStatusQuery } from "../api.ts";
import { endOf, endOfDay, spans } from "./times.ts";

const ideas = [
  { name: "meeting", emoji: "📅", after: "hour" },
  { name: "lunch", emoji: "🍽️", after: "hour" },
  { name: "home", emoji: "🏡", after: "today" },
  { name: "sick", emoji: "🤒", after: "today" },
  { name: "holiday", emoji: "🌴", after: "date" },
] as const;
const choices = [...spans, "date", "never"] as const;
type After = (typeof choices)[number] | "kept";

/** Says something of oneself to those one shares rooms with. */
export function StatusDialog({ onClose }: { onClose: () => void }) {
  const { data } = useQuery(ownStatusQuery);
  return data ? <Form before={data} onClose={onClose} /> : null;
}

function Form({ before, onClose }: { before: OwnStatus; onClose: () => void }) {
  const t = useTranslations("chat.status");
  const words = useWords();
  const dates = useDates();
  const queryClient = useQueryClient();
  const { settings } = useSettings();
  const isSaid = before.emoji !== "" || before.text !== "";
  const [emoji, setEmoji] = useState(before.emoji);
  const [text, setText] = useState(before.text);
  const [after, setAfter] = useState<After>(before.clearsAt ? "kept" : isSaid ? "never" : "today");
  const [day, setDay] = useState("");
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  const write = async (input: Parameters<typeof chatServer.setStatus>[0]) => {
    setIsBusy(true);
    try {
      await chatServer.setStatus(input);
      void queryClient.invalidateQueries({ queryKey: ownStatusKey });
      onClose();
    } catch (error) {
      setFault(words(error).text);
      setIsBusy(false);
    }
  };
  const clearsAt = () => {
    if (after === "kept") return before.clearsAt;
    if (after === "never" || (after === "date" && day === "")) return null;
    return after === "date" ? endOfDay(day) : endOf(after, new Date());
  };
  const save = () => void write({ emoji, text, clearsAt: clearsAt() });
  const options = choices.map((value) => ({ value: value as After, label: t(`after.${value}`) }));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(isSaid ? "change" : "set")}
      closeLabel={t("cancel")}
      actions={
        <>
          {isSaid ? (
            <Button className="me-auto" onClick={() => void write({ emoji: "", text: "", clearsAt: null })}>
              {t("clear")}
            </Button>
          ) : null}
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={isBusy} onClick={save}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="flex items-end gap-2">
          <EmojiPopover
            align="start"
            onChoose={setEmoji}
            trigger={
              <Button
                aria-label={emoji === "" ? t("emoji") : `${t("emoji")}: ${emoji}`}
                className="w-10 justify-center"
              >
                {emoji === "" ? <SmilePlus aria-hidden="true" /> : <span className="text-16">{emoji}</span>}
              </Button>
            }
          />
          <div className="min-w-0 flex-1">
            <Field label={t("text")} error={fault}>
              {({ id, describedBy, isInvalid }) => (
                <Input
                  id={id}
                  dir="auto"
                  autoFocus
                  autoComplete="off"
                  value={text}
                  maxLength={100}
                  aria-describedby={describedBy}
                  aria-invalid={isInvalid}
                  onChange={(event) => setText(event.target.value)}
                />
              )}
            </Field>
          </div>
        </div>
        <ul aria-label={t("ideas")} className="flex flex-wrap gap-2">
          {ideas.map((idea) => (
            <li key={idea.name}>
              <Button
                onClick={() => {
                  setEmoji(idea.emoji);
                  setText(t(`idea.${idea.name}`));
                  setAfter(idea.after);
                }}
              >
                {idea.emoji} {t(`idea.${idea.name}`)}
              </Button>
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap items-end gap-3">
          <Field label={t("clearAfter")}>
            {() => (
              <Select
                label={t("clearAfter")}
                value={after}
                options={
                  before.clearsAt
                    ? [{ value: "kept", label: t("until", { time: dates.full(before.clearsAt) }) }, ...options]
                    : options
                }
                onChange={setAfter}
                className="min-w-44"
              />
            )}
          </Field>
          {after === "date" ? (
            <Field label={t("day")}>{({ id }) => <DayField id={id} value={day} onChange={setDay} />}</Field>
          ) : null}
        </div>
        {settings.showsPresence ? null : <p className="text-13 text-muted">{t("hidden")}</p>}
      </form>
    </Dialog>
  );
}
