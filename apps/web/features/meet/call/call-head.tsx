import { Button, Segments } from "@carbyne/ui";
import { Columns2, Grid2x2, PanelBottom, PanelRight, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MeetingAbout } from "../api.ts";
import type { Call } from "../connection/call.ts";
import { meOf } from "../connection/state.ts";
import { useCall } from "../connection/use-call.ts";
import { layouts } from "../stage/layout.ts";
import { Mark } from "../../frame/mark.tsx";
import { clockOf } from "./clock.ts";
import { useNow } from "./use-now.ts";
import type { ViewChoices } from "./view-choices.ts";

const icons = {
  grid: <Grid2x2 aria-hidden="true" />,
  speaker: <PanelBottom aria-hidden="true" />,
  sides: <Columns2 aria-hidden="true" />,
  screen: <PanelRight aria-hidden="true" />,
} as const;

export interface CallHeadProps {
  call: Call;
  about: MeetingAbout;
  view: ViewChoices;
  onPeople: () => void;
}

/** Which meeting it is, for how long, whether it is recorded, and how it is looked at. */
export function CallHead({ call, about, view, onPeople }: CallHeadProps) {
  const t = useTranslations("meet.head");
  const count = useCall(call, ({ peers }) => peers.length);
  const recordingSince = useCall(call, (state) => state.recordingSince);
  const quality = useCall(call, (state) => meOf(state)?.quality ?? 0);
  const since = about.running?.startedAt;
  return (
    <header className="flex h-12 shrink-0 items-center gap-3">
      <Mark size={28} />
      <h1 dir="auto" className="min-w-0 truncate text-14 font-semibold">
        {about.name}
      </h1>
      <Duration since={since} call={call} />
      {recordingSince === null ? null : <Recorded since={recordingSince} />}
      <span className="flex-1" />
      {quality === 1 ? (
        <span role="status" className="text-12 text-warning max-md:hidden">
          {t("weak")}
        </span>
      ) : null}
      <span className="max-md:hidden">
        <Segments
          areIcons
          label={t("layout")}
          value={view.layout === "auto" ? null : view.layout}
          onChange={(layout) => view.setLayout(layout === view.layout ? "auto" : layout)}
          segments={layouts.map((layout) => ({ value: layout, label: t(`layouts.${layout}`), icon: icons[layout] }))}
        />
      </span>
      <Button onClick={onPeople} aria-label={t("people", { count })}>
        <Users aria-hidden="true" />
        <span className="tabular-nums">{count}</span>
      </Button>
    </header>
  );
}

function Duration({ since, call }: { since: string | undefined; call: Call }) {
  const t = useTranslations("meet.head");
  const liveSince = useCall(call, (state) => state.liveSince);
  const now = useNow(1_000);
  const from = since === undefined ? liveSince : Date.parse(since);
  if (from === null) return null;
  return (
    <time role="timer" aria-label={t("duration")} className="text-13 text-muted tabular-nums max-md:text-12">
      {clockOf(now - from)}
    </time>
  );
}

function Recorded({ since }: { since: string }) {
  const t = useTranslations("meet.head");
  const now = useNow(1_000);
  return (
    <span className="flex h-6 items-center gap-2 rounded-full bg-raised px-2.5 text-12 font-medium text-danger tabular-nums">
      <span aria-hidden="true" className="size-2 rounded-full bg-danger" />
      {t("recording")} {clockOf(now - Date.parse(since))}
    </span>
  );
}
