import { Button, Input, Select, showToast } from "@carbyne/ui";
import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useWords } from "../../client/words.ts";
import { type Recording, useRecordingVerbs } from "./api.ts";
import { CaptionsDialog } from "./captions-dialog.tsx";
import { cuesOf } from "./cues.ts";
import { filmTime } from "./film-time.ts";

interface CaptionsPanelProps {
  recording: Recording;
  second: number;
  onGo: (at: number) => void;
}

const mostShown = 500;

/** What is said, to be read, searched and gone to. */
export function CaptionsPanel({ recording, second, onGo }: CaptionsPanelProps) {
  const t = useTranslations("recordings");
  const words = useWords();
  const { removeCaptions } = useRecordingVerbs();
  const { id, captions, mayChange } = recording;
  const [language, setLanguage] = useState("");
  const [text, setText] = useState("");
  const [isAdding, setIsAdding] = useState(false);
  const shown = captions.find((one) => one.language === language) ?? captions[0];
  const cues = useMemo(() => cuesOf(shown?.vtt ?? ""), [shown?.vtt]);
  const sought = text.trim().toLocaleLowerCase();
  const found = cues.filter(({ text: said }) => said.toLocaleLowerCase().includes(sought)).slice(0, mostShown);
  const current = cues.findLast(({ from }) => Math.floor(from) <= second);
  const takeAway = () => {
    if (!shown) return;
    removeCaptions.mutate(
      { id, language: shown.language },
      {
        onSuccess: () => showToast({ text: t("captionsRemoved") }),
        onError: (error) => showToast({ text: words(error).text }),
      },
    );
  };
  return (
    <section aria-label={t("captions")} className="flex min-w-0 flex-col gap-2">
      <h2 className="px-2 text-12 font-semibold text-faint">{t("captions")}</h2>
      {shown ? (
        <>
          <div className="flex gap-2">
            <Select
              label={t("language")}
              value={shown.language}
              onChange={setLanguage}
              options={captions.map((one) => ({
                value: one.language,
                label: one.isMade ? `${one.language} (${t("made")})` : one.language,
              }))}
            />
            <Input
              type="search"
              dir="auto"
              aria-label={t("search")}
              placeholder={t("search")}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          <ol className="max-h-80 overflow-y-auto rounded-2 border bg-surface">
            {found.map((cue, index) => (
              <li key={`${cue.from} ${index}`}>
                <button
                  type="button"
                  aria-current={cue === current ? "true" : undefined}
                  onClick={() => onGo(cue.from)}
                  className="flex w-full gap-3 px-3 py-1.5 text-start text-13 hover:bg-hover aria-[current]:bg-selected max-md:min-h-11"
                >
                  <span className="w-12 shrink-0 text-muted tabular-nums">{filmTime(cue.from)}</span>
                  <span dir="auto" className="min-w-0 flex-1 break-words">
                    {cue.speaker === null ? null : <b className="font-semibold">{cue.speaker}: </b>}
                    {cue.text}
                  </span>
                </button>
              </li>
            ))}
            {found.length === 0 ? <li className="p-3 text-13 text-muted">{t("nothingSaid")}</li> : null}
          </ol>
        </>
      ) : (
        <p className="px-2 text-13 text-muted">{t("noCaptions")}</p>
      )}
      {mayChange ? (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setIsAdding(true)}>
            <Plus aria-hidden="true" />
            {t("addCaptions")}
          </Button>
          {shown ? (
            <Button onClick={takeAway} isBusy={removeCaptions.isPending}>
              <Trash2 aria-hidden="true" />
              {t("removeCaptions")}
            </Button>
          ) : null}
        </div>
      ) : null}
      {isAdding ? <CaptionsDialog id={id} onClose={() => setIsAdding(false)} onAdded={setLanguage} /> : null}
    </section>
  );
}
