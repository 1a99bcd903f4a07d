import { Button, EmptyState, ErrorState, IconButton, Menu, Skeleton, Switch } from "@carbyne/ui";
import { CircleAlert, Code, Ellipsis, FileText, FolderSync, Funnel, Plus, PowerOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../client/words.ts";
import { useSettings } from "../settings/api.ts";
import { SettingGroup, SettingRow } from "../settings/setting-row.tsx";
import { useFilters, useIsSavingRules, useRuleVerbs, useRunFilters, useScriptVerbs } from "./api.ts";
import { emptyRule } from "./conditions.ts";
import { FailureNote } from "./failure-note.tsx";
import { RuleDialog } from "./rule-dialog.tsx";
import { RuleList } from "./rule-list.tsx";
import { RunDialog } from "./run-dialog.tsx";
import { ScriptEditor } from "./script-editor.tsx";
import { ScriptsDialog } from "./scripts-dialog.tsx";
import { useProblemWords } from "./problem-words.ts";
import type { Direction, Filters, Rule } from "./types.ts";
import { useStartedRule } from "./use-started-rule.ts";

/** The filters of a direction: as rules, or as the text that they are. */
export function DirectionFilters({ direction }: { direction: Direction }) {
  const t = useTranslations("filters");
  const words = useWords();
  const filters = useFilters(direction);
  if (filters.isError && !filters.data)
    return <ErrorState {...words(filters.error)} retryLabel={t("retry")} onRetry={() => void filters.refetch()} />;
  if (!filters.data) return <Skeleton className="mt-6 h-48" />;
  return <Shown direction={direction} filters={filters.data} />;
}

type Open = { kind: "rule"; at: number | null; rule: Rule } | { kind: "run" } | { kind: "scripts" } | null;

function Shown({ direction, filters }: { direction: Direction; filters: Filters }) {
  const t = useTranslations("filters");
  const { save, change, changeQuietly } = useRuleVerbs(direction);
  const { saveText, activate } = useScriptVerbs(direction);
  const run = useRunFilters(direction);
  const isSaving = useIsSavingRules(direction);
  const [open, setOpen] = useState<Open>(null);
  const [wantsText, setWantsText] = useState(false);
  useStartedRule(direction, (rule) => setOpen({ kind: "rule", at: null, rule }));
  const { rules } = filters;
  const { script } = filters;
  const isText = rules === null || wantsText;

  const saveRule = async (rule: Rule, at: number | null, folderId: string | null) => {
    const now = rules ?? [];
    await save(at === null ? [...now, rule] : now.with(at, rule));
    if (folderId !== null) run.mutate({ draft: { rules: [{ ...rule, isEnabled: true }] }, mailboxId: folderId });
  };

  return (
    <div className="pt-5">
      <div className="mb-4 flex items-center gap-2">
        <p className="min-w-0 flex-1 text-14 text-muted">{t(`intro.${direction}`)}</p>
        {isText ? null : (
          <Button look="primary" onClick={() => setOpen({ kind: "rule", at: null, rule: emptyRule() })}>
            <Plus aria-hidden="true" />
            {t("newRule")}
          </Button>
        )}
        <Menu
          trigger={
            <IconButton label={t("moreActs")}>
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
          entries={[
            {
              label: t("run"),
              icon: <FolderSync aria-hidden="true" />,
              isDisabled: script === null,
              onSelect: () => setOpen({ kind: "run" }),
            },
            {
              label: t("asText"),
              icon: <Code aria-hidden="true" />,
              isDisabled: isText,
              onSelect: () => setWantsText(true),
            },
            "separator",
            {
              label: t("scripts"),
              icon: <FileText aria-hidden="true" />,
              onSelect: () => setOpen({ kind: "scripts" }),
            },
            {
              label: t("turnOff"),
              icon: <PowerOff aria-hidden="true" />,
              isDisabled: script === null,
              onSelect: () => activate.mutate(null),
            },
          ]}
        />
      </div>
      {script?.failure ? <FailureNote failure={script.failure} /> : null}
      {rules === null && script ? <ObstacleNote filters={filters} /> : null}
      {isText && isSaving ? (
        <Skeleton className="h-48" />
      ) : isText ? (
        <ScriptEditor
          key={script?.seen ?? "new"}
          name={script?.name ?? t("newScript")}
          text={script?.text ?? ""}
          isBusy={saveText.isPending}
          onSave={(text) => saveText.mutate({ text, seen: script?.seen ?? null })}
          onLeave={rules === null ? null : () => setWantsText(false)}
        />
      ) : rules.length === 0 ? (
        <div className="rounded-2 border bg-surface">
          <EmptyState icon={<Funnel />} text={t(`empty.${direction}`)} hint={t("emptyHint")} />
        </div>
      ) : (
        <RuleList
          rules={rules}
          onEdit={(at) => {
            const rule = rules[at];
            if (rule) setOpen({ kind: "rule", at, rule });
          }}
          onChange={(next, said) => (said === undefined ? changeQuietly(next) : change(next, said))}
        />
      )}
      {direction === "incoming" && script ? <JunkToo /> : null}
      {open?.kind === "rule" ? (
        <RuleDialog
          direction={direction}
          rule={open.rule}
          isNew={open.at === null}
          onClose={() => setOpen(null)}
          onSave={(rule, folderId) => saveRule(rule, open.at, folderId)}
        />
      ) : null}
      {open?.kind === "run" ? <RunDialog direction={direction} onClose={() => setOpen(null)} /> : null}
      {open?.kind === "scripts" ? (
        <ScriptsDialog direction={direction} scripts={filters.scripts} onClose={() => setOpen(null)} />
      ) : null}
    </div>
  );
}

/** Why a script is shown as text only. */
function ObstacleNote({ filters }: { filters: Filters }) {
  const t = useTranslations("filters");
  const words = useProblemWords();
  const { obstacle } = filters;
  return (
    <div role="note" className="mb-4 flex items-start gap-3 rounded-2 border bg-sunken px-4 py-3 text-13 text-muted">
      <CircleAlert size={16} className="mt-0.5 shrink-0" aria-hidden="true" />
      <p>
        {t("textOnly")} {obstacle ? t("textOnlyBecause", { line: obstacle.line, reason: words(obstacle) }) : null}
      </p>
    </div>
  );
}

/** Filters leave alone what is recognised as spam, unless somebody wants otherwise. */
function JunkToo() {
  const t = useTranslations("filters");
  const { settings, set } = useSettings();
  return (
    <div className="mt-6">
      <SettingGroup>
        <SettingRow label={t("junk")} hint={t("junkHint")}>
          {({ labelledBy, describedBy }) => (
            <Switch
              checked={settings.filterJunk}
              labelledBy={labelledBy}
              describedBy={describedBy}
              onChange={(isOn) => set("mail.filterJunk", isOn)}
            />
          )}
        </SettingRow>
      </SettingGroup>
    </div>
  );
}
