import { Badge, Button, Select, showToast, Switch, type Tone } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useUnsaved } from "../../client/leaving.ts";
import { useWords } from "../../client/words.ts";
import { useZone } from "../../client/zone.ts";
import { useMe } from "../session/me.ts";
import { SettingGroup, SettingRow } from "../settings/setting-row.tsx";
import { type Away, type SaveAway, useAwayVerbs } from "./api.ts";
import { MomentField } from "./moment-field.tsx";
import { ReplyText } from "./reply-text.tsx";
import { wallAfter } from "./wall.ts";

const tones: Record<Away["state"], Tone> = { off: "neutral", waiting: "info", on: "success", over: "neutral" };
const externals = ["same", "own", "none"] as const;

function written({ isOn, startsAt, endsAt, internalHtml, external, externalHtml }: Away): SaveAway {
  return { isOn, startsAt, endsAt, internalHtml, external, externalHtml };
}

/** The form of the reply. Nothing goes out before it is saved, so half a sentence never does. */
export function AwayForm({ away }: { away: Away }) {
  const t = useTranslations("away");
  const words = useWords();
  const zone = useZone();
  const { account } = useMe();
  const { save } = useAwayVerbs();
  const [kept, setKept] = useState(written(away));
  const [draft, setDraft] = useState(kept);
  const [problem, setProblem] = useState<string>();
  // The editors keep their text; they begin anew when it is thrown away.
  const [round, setRound] = useState(0);
  const domain = account.address.slice(account.address.lastIndexOf("@") + 1);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(kept);
  useUnsaved(isChanged);
  const change = (part: Partial<SaveAway>) => {
    setDraft((now) => ({ ...now, ...part }));
    setProblem(undefined);
  };

  const submit = () =>
    save.mutate(draft, {
      onSuccess: () => {
        setKept(draft);
        showToast({ text: draft.isOn ? t("savedOn") : t("savedOff") });
      },
      onError: (error) => setProblem(words(error).text),
    });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SettingGroup>
        <SettingRow label={t("switch")} hint={t("switchHint")}>
          {({ labelledBy, describedBy }) => (
            <div className="flex items-center gap-4 max-md:justify-between">
              <Badge text={t(`state.${away.state}`)} tone={tones[away.state]} />
              <Switch
                checked={draft.isOn}
                labelledBy={labelledBy}
                describedBy={describedBy}
                onChange={(isOn) => change({ isOn })}
              />
            </div>
          )}
        </SettingRow>
        <MomentField
          label={t("begins")}
          openLabel={t("atOnce")}
          timeLabel={t("atTime")}
          value={draft.startsAt}
          suggested={wallAfter(zone, 1, "00:00")}
          isDisabled={!draft.isOn}
          onChange={(startsAt) => change({ startsAt })}
        />
        <MomentField
          label={t("ends")}
          hint={t("zone", { zone: zone.replaceAll("_", " ") })}
          openLabel={t("untilOff")}
          timeLabel={t("atTime")}
          value={draft.endsAt}
          suggested={wallAfter(zone, 7, "23:59")}
          isDisabled={!draft.isOn}
          onChange={(endsAt) => change({ endsAt })}
        />
      </SettingGroup>
      <section className="mb-8">
        <h2 className="mb-2 text-14 font-semibold">{t("internal", { domain })}</h2>
        <ReplyText
          key={`internal ${round}`}
          label={t("internal", { domain })}
          html={draft.internalHtml}
          onChange={(internalHtml) => change({ internalHtml })}
        />
      </section>
      <section className="mb-8">
        <div className="mb-2 flex items-center justify-between gap-4 max-md:flex-col max-md:items-stretch max-md:gap-2">
          <h2 className="text-14 font-semibold">{t("external")}</h2>
          <Select
            label={t("external")}
            value={draft.external}
            options={externals.map((value) => ({ value, label: t(`externals.${value}`) }))}
            onChange={(external) => change({ external })}
            className="min-w-56"
          />
        </div>
        {draft.external === "own" ? (
          <ReplyText
            key={`external ${round}`}
            label={t("external")}
            html={draft.externalHtml}
            onChange={(externalHtml) => change({ externalHtml })}
          />
        ) : null}
        <p className="mt-2 text-13 text-muted">{t("manners")}</p>
      </section>
      {problem ? (
        <p role="alert" className="mb-3 text-13 text-danger">
          {problem}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button
          look="quiet"
          disabled={!isChanged}
          onClick={() => {
            setDraft(kept);
            setProblem(undefined);
            setRound((now) => now + 1);
          }}
        >
          {t("reset")}
        </Button>
        <Button type="submit" look="primary" disabled={!isChanged} isBusy={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
