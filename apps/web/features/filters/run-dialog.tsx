import { Button, Checkbox, Dialog, Field, Select, Skeleton } from "@carbyne/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useFilters, usePreview, useRunFilters } from "./api.ts";
import { useFolders } from "./folders.ts";
import { useRuleWords } from "./rule-words.ts";
import type { Direction, Draft, Rule } from "./types.ts";
import { WorkRow } from "./work-list.tsx";
import { useWorks } from "./works-api.ts";

export interface RunDialogProps {
  direction: Direction;
  /** The folder that was chosen before; asked for otherwise. */
  folderId?: string;
  onClose: () => void;
}

/**
 * Asks which of the saved filters are to run on which folder, says what they would do with its newest messages, and then how far they are. It can
 * be left while they run.
 */
export function RunDialog({ direction, folderId: given, onClose }: RunDialogProps) {
  const t = useTranslations("filters");
  const folders = useFolders();
  const run = useRunFilters(direction);
  const filters = useFilters(direction).data;
  const usual = folders.find((folder) => folder.role === (direction === "incoming" ? "inbox" : "sent"));
  const [picked, setPicked] = useState<string>();
  const folderId = given ?? picked ?? usual?.id;
  const folder = folders.find((one) => one.id === folderId);
  const [chosen, setChosen] = useState<ReadonlySet<number> | null>(null);
  const draft = draftOf(filters?.rules ?? null, chosen);
  const isEmpty = filters !== undefined && (filters.script === null || filters.rules?.length === 0);
  const preview = usePreview({
    direction,
    draft: draft ?? { saved: true },
    mailboxId: folderId,
    isOn: draft !== null && !isEmpty,
  });
  const work = useWorks().data?.find((one) => one.id === run.data?.id);
  const title = given && folder ? t("runOn", { folder: folder.label }) : t("run");

  if (run.data)
    return (
      <Dialog
        isOpen
        onClose={onClose}
        title={title}
        closeLabel={t("close")}
        actions={
          <Button look="primary" onClick={onClose}>
            {t("close")}
          </Button>
        }
      >
        <ul>{work ? <WorkRow work={work} /> : <Skeleton className="h-14" />}</ul>
        <p className="mt-3 text-13 text-muted">{t("runGoesOn")}</p>
      </Dialog>
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      description={t("runHint")}
      closeLabel={t("close")}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button
            look="primary"
            isBusy={run.isPending}
            disabled={folderId === undefined || draft === null || isEmpty || filters === undefined}
            onClick={() => draft && run.mutate({ draft, mailboxId: folderId ?? "" })}
          >
            {t("runNow")}
          </Button>
        </>
      }
    >
      {given ? null : (
        <Field label={t("folder")}>
          {({ id }) => (
            <Select
              id={id}
              value={folderId ?? ""}
              options={folders.map((one) => ({ value: one.id, label: one.label }))}
              onChange={setPicked}
              className="w-full"
            />
          )}
        </Field>
      )}
      {isEmpty ? (
        <p className="text-14 text-muted">
          {t(`empty.${direction}`)}{" "}
          <Link href="/settings/filters" className="font-medium text-accent-ink underline" onClick={onClose}>
            {t("newRule")}
          </Link>
        </p>
      ) : (
        <>
          {filters?.rules ? <RuleChoice rules={filters.rules} chosen={chosen} onChange={setChosen} /> : null}
          <p role="status" className="mt-3 min-h-5 text-13 text-muted">
            {draft === null
              ? t("runNothing")
              : preview.data && folder
                ? t(preview.data.checked === 0 ? "preview.none" : "preview.count", {
                    count: preview.data.matches.length,
                    checked: preview.data.checked,
                    folder: folder.label,
                  })
                : null}
          </p>
        </>
      )}
    </Dialog>
  );
}

/** What is saved as long as nobody chooses; null when nothing is chosen. */
function draftOf(rules: readonly Rule[] | null, chosen: ReadonlySet<number> | null): Draft | null {
  if (rules === null || chosen === null) return { saved: true };
  const picked = rules.filter((_rule, at) => chosen.has(at)).map((rule) => ({ ...rule, isEnabled: true }));
  return picked.length > 0 ? { rules: picked } : null;
}

interface RuleChoiceProps {
  rules: readonly Rule[];
  /** By their place; null for those that are on. */
  chosen: ReadonlySet<number> | null;
  onChange: (chosen: ReadonlySet<number>) => void;
}

/** The filters in their order, to be chosen from. */
function RuleChoice({ rules, chosen, onChange }: RuleChoiceProps) {
  const t = useTranslations("filters");
  const words = useRuleWords();
  const id = useId();
  const now = chosen ?? new Set(rules.flatMap((rule, at) => (rule.isEnabled ? [at] : [])));
  const toggle = (at: number, isOn: boolean) => {
    const next = new Set(now);
    if (isOn) next.add(at);
    else next.delete(at);
    onChange(next);
  };
  return (
    <fieldset className="mt-4 min-w-0 first:mt-0">
      <legend className="mb-1.5 text-13 font-medium">{t("runWhich")}</legend>
      <ul className="max-h-[40dvh] overflow-auto rounded-2 border">
        {rules.map((rule, at) => (
          <li key={`${at} ${rule.name}`} className="border-b last:border-b-0 hover:bg-hover">
            <label htmlFor={`${id}-${at}`} className="flex min-h-11 items-center gap-3 px-3 py-2">
              <Checkbox id={`${id}-${at}`} checked={now.has(at)} onChange={(isOn) => toggle(at, isOn)} />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-14">{rule.name || words.name(rule)}</span>
                <span className="block truncate text-12 text-muted">{words.rule(rule)}</span>
              </span>
              {rule.isEnabled ? null : <span className="shrink-0 text-12 text-muted">{t("ruleOff")}</span>}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
