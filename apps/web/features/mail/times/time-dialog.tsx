import { Button, Dialog, Field } from "@carbyne/ui";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { useTranslations } from "next-intl";
import { ClockField, DayField } from "../../../client/day-field.tsx";
import { useZone } from "../../../client/zone.ts";
import { useWhen } from "./use-when.ts";
import { momentOf, wallTimeOf } from "../../../client/wall-time.ts";

export interface TimeDialogProps {
  title: string;
  choices: readonly { label: string; icon: ReactNode; at: Date }[];
  onChoose: (at: Date) => void;
  onClose: () => void;
}

/** Asks for a moment to come: one of those that people usually mean, or any other. */
export function TimeDialog({ title, choices, onChoose, onClose }: TimeDialogProps) {
  const t = useTranslations("times");
  const when = useWhen();
  const choose = (at: Date) => {
    onClose();
    onChoose(at);
  };
  return (
    <Dialog isOpen onClose={onClose} title={title} closeLabel={t("cancel")}>
      <ul className="-mx-2 mb-3" onKeyDown={walk}>
        {choices.map(({ label, icon, at }, place) => (
          <li key={label}>
            <button
              type="button"
              autoFocus={place === 0}
              onClick={() => choose(at)}
              className="flex h-10 w-full items-center gap-3 rounded-1 px-2 text-start text-14 transition-colors hover:bg-hover focus-visible:bg-hover max-md:h-11 [&>svg]:size-[18px] [&>svg]:text-muted"
            >
              {icon}
              <span className="flex-1">{label}</span>
              <span className="text-13 text-faint tabular-nums">{when.brief(at)}</span>
            </button>
          </li>
        ))}
      </ul>
      <OtherTime onChoose={choose} />
    </Dialog>
  );
}

/** Arrow keys go from choice to choice. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (by === 0) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button === document.activeElement);
  buttons[(at + by + buttons.length) % buttons.length]?.focus();
}

const two = (value: number) => String(value).padStart(2, "0");

function OtherTime({ onChoose }: { onChoose: (at: Date) => void }) {
  const t = useTranslations("times");
  const zone = useZone();
  const [start] = useState(() => wallTimeOf(new Date(Date.now() + 86_400_000), zone));
  const [date, setDate] = useState(`${start.year}-${two(start.month)}-${two(start.day)}`);
  const [clock, setClock] = useState("08:00");
  const [isPast, setIsPast] = useState(false);
  const today = wallTimeOf(new Date(), zone);
  return (
    <form
      className="border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
        const [hour = 0, minute = 0] = clock.split(":").map(Number);
        const at = momentOf({ year, month, day, hour, minute }, zone);
        if (at.getTime() > Date.now()) onChoose(at);
        else setIsPast(true);
      }}
    >
      <h3 className="mb-2 text-13 font-medium text-muted">{t("pick")}</h3>
      <div className="flex items-end gap-2 max-md:flex-wrap">
        <span className="min-w-0 flex-[3] max-md:flex-1 max-[359px]:basis-full">
          <Field label={t("date")}>
            {({ id }) => (
              <DayField
                id={id}
                required
                min={`${today.year}-${two(today.month)}-${two(today.day)}`}
                value={date}
                onChange={setDate}
              />
            )}
          </Field>
        </span>
        <span className="min-w-0 flex-[2] max-md:flex-1 max-[359px]:basis-full">
          <Field label={t("clock")}>
            {({ id }) => <ClockField id={id} required value={clock} onChange={setClock} />}
          </Field>
        </span>
        <Button type="submit" look="primary" className="h-9 max-md:basis-full">
          {t("choose")}
        </Button>
      </div>
      {isPast ? (
        <p role="alert" className="mt-2 text-13 text-danger">
          {t("past")}
        </p>
      ) : (
        <p className="mt-2 text-12 text-faint">{t("zone", { zone: zone.replaceAll("_", " ") })}</p>
      )}
    </form>
  );
}
