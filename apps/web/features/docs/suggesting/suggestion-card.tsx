import { Avatar, Button, tintOf } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { useDates } from "../../../client/dates.ts";
import { useLookNames, useThingNames } from "./names.ts";
import type { NamedSuggestion } from "./use-suggestions.ts";

const longest = 160;
const short = (text: string) => {
  const plain = text.replaceAll("\u200b", "");
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
};

interface SuggestionCardProps {
  suggestion: NamedSuggestion;
  editor: Editor;
  /** Whether the reader may do or undo it; whoever made it may take it back. */
  mayWrite: boolean;
}

/** What somebody proposes, and whether it is done. */
export function SuggestionCard({ suggestion, editor, mayWrite }: SuggestionCardProps) {
  const t = useTranslations("docs.suggestion");
  const dates = useDates();
  const looks = useLookNames();
  const things = useThingNames();
  const { id, by, at, inserted, deleted } = suggestion;
  const name = suggestion.name ?? t("somebody");
  const tint = { "--h": `var(--p${tintOf(by ?? id)})` } as CSSProperties;
  const settle = (verdict: "accept" | "reject") =>
    editor.chain().focus(undefined, { scrollIntoView: false }).settleSuggestions(verdict, [id]).run();
  const ins = (chunks: React.ReactNode) => <ins className="doc-insertion">{chunks}</ins>;
  const del = (chunks: React.ReactNode) => <del className="doc-deletion">{chunks}</del>;
  return (
    <article aria-label={t("by", { name })} style={tint} className="tinted flex flex-col gap-2">
      <p className="flex items-center gap-2 text-13">
        <Avatar name={name} address={by ?? id} size={24} />
        <span dir="auto" className="min-w-0 truncate font-medium">
          {name}
        </span>
        {at ? (
          <time dateTime={at.toISOString()} title={dates.full(at)} className="shrink-0 text-12 text-muted">
            {dates.brief(at)}
          </time>
        ) : null}
      </p>
      <div dir="auto" className="space-y-0.5 text-13 leading-reading wrap-anywhere">
        {inserted !== "" && deleted !== "" ? (
          <p>{t.rich("replace", { ins, del, inserted: short(inserted), deleted: short(deleted) })}</p>
        ) : inserted !== "" ? (
          <p>{t.rich("insert", { ins, inserted: short(inserted) })}</p>
        ) : deleted !== "" ? (
          <p>{t.rich("delete", { del, deleted: short(deleted) })}</p>
        ) : null}
        {suggestion.looks.length > 0 ? <p>{t("look", { looks: looks(suggestion.looks) })}</p> : null}
        {things(suggestion.things).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {mayWrite ? (
        <div className="flex gap-2">
          <Button look="primary" onClick={() => settle("accept")}>
            <Check aria-hidden="true" />
            {t("accept")}
          </Button>
          <Button onClick={() => settle("reject")}>
            <X aria-hidden="true" />
            {t("reject")}
          </Button>
        </div>
      ) : null}
    </article>
  );
}
