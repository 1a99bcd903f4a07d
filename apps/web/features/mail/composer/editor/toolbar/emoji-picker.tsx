import { Input, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useStored } from "../../../../../client/stored.ts";
import { type Emoji, findEmoji, loadEmoji } from "./emoji-data.ts";

const columns = 8;
const mostShown = 200;
const mostRemembered = 16;
const groups = [
  { id: 0, name: "faces", sign: "😀" },
  { id: 1, name: "people", sign: "👋" },
  { id: 3, name: "nature", sign: "🐻" },
  { id: 4, name: "food", sign: "🍏" },
  { id: 5, name: "travel", sign: "🚗" },
  { id: 6, name: "activities", sign: "⚽" },
  { id: 7, name: "objects", sign: "💡" },
  { id: 8, name: "symbols", sign: "❤️" },
  { id: 9, name: "flags", sign: "🏁" },
] as const;

/** Emoji by kind and by their names; those that were used lately come first. */
export function EmojiPicker({ onChoose }: { onChoose: (sign: string) => void }) {
  const t = useTranslations("writing.emoji");
  const locale = useLocale();
  const { data } = useQuery({
    queryKey: ["emoji", locale],
    queryFn: () => loadEmoji(locale),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [text, setText] = useState("");
  const [group, setGroup] = useState<number>(0);
  const [stored, store] = useStored("emoji.recent");
  const grid = useRef<HTMLDivElement>(null);
  const recent = useMemo(() => (stored ?? "").split(" ").filter(Boolean), [stored]);
  const shown = useMemo(() => choices(data ?? [], { text, group, recent }), [data, text, group, recent]);

  const choose = (sign: string) => {
    store([sign, ...recent.filter((one) => one !== sign)].slice(0, mostRemembered).join(" "));
    onChoose(sign);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    const buttons = [...(grid.current?.querySelectorAll("button") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    event.preventDefault();
    buttons[at < 0 ? 0 : Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
  };

  return (
    <div className="flex w-80 flex-col gap-2 p-2">
      <Input
        autoFocus
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          const [first] = shown;
          if (event.key === "Enter" && first) {
            event.preventDefault();
            choose(first.sign);
          } else if (event.key === "ArrowDown") onKeyDown(event);
        }}
      />
      {text === "" ? (
        <div role="tablist" aria-label={t("kinds")} className="flex justify-between">
          {groups.map(({ id, name, sign }) => (
            <button
              key={id}
              type="button"
              role="tab"
              aria-selected={group === id}
              aria-label={t(name)}
              title={t(name)}
              onClick={() => setGroup(id)}
              className={clsx(
                "grid size-8 place-items-center rounded-1 text-16 hover:bg-hover",
                group === id && "bg-accent-soft",
              )}
            >
              {sign}
            </button>
          ))}
        </div>
      ) : null}
      {data ? (
        <div
          ref={grid}
          role="group"
          aria-label={t("title")}
          onKeyDown={onKeyDown}
          className="grid h-64 grid-cols-8 content-start overflow-y-auto"
        >
          {shown.map(({ sign, name }, at) => (
            <button
              key={`${at < mostRemembered ? "recent" : ""}${sign}`}
              type="button"
              aria-label={name}
              title={name}
              onClick={() => choose(sign)}
              className="grid h-9 place-items-center rounded-1 text-20 hover:bg-hover max-md:h-11"
            >
              {sign}
            </button>
          ))}
          {shown.length === 0 ? <p className="col-span-8 p-4 text-center text-13 text-muted">{t("none")}</p> : null}
        </div>
      ) : (
        <Skeleton className="h-64" />
      )}
    </div>
  );
}

function choices(
  all: readonly Emoji[],
  { text, group, recent }: { text: string; group: number; recent: readonly string[] },
): Emoji[] {
  if (text.trim() !== "") return findEmoji(all, text).slice(0, mostShown);
  const used = group === 0 ? recent.flatMap((sign) => all.find((one) => one.sign === sign) ?? []) : [];
  return [...used, ...all.filter((one) => one.group === group && !used.includes(one))];
}
