import { Button, Dialog, Field, Input, Select } from "@carbyne/ui";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ActionRow } from "./action-row.tsx";
import { isFit } from "./actions.ts";
import { ApplyToo } from "./apply-too.tsx";
import { ConditionRow } from "./condition-row.tsx";
import { conditionOn } from "./conditions.ts";
import { PreviewNote } from "./preview-note.tsx";
import { useRuleWords } from "./rule-words.ts";
import type { Direction, Rule } from "./types.ts";

export interface RuleDialogProps {
  direction: Direction;
  rule: Rule;
  isNew: boolean;
  onClose: () => void;
  /** Saves; `folderId` is the folder whose mail the rule shall be applied to as well. */
  onSave: (rule: Rule, folderId: string | null) => Promise<unknown>;
}

/** The editor of a rule: when, what then, in plain words, and what it would do with mail that is there. */
export function RuleDialog({ direction, rule: given, isNew, onClose, onSave }: RuleDialogProps) {
  const t = useTranslations("filters");
  const words = useRuleWords();
  const [rule, setRule] = useState(given);
  const [isChecked, setIsChecked] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [folderId, setFolderId] = useState<string | null>(null);

  const submit = () => {
    setIsChecked(true);
    if (!isFit(rule)) return;
    setIsBusy(true);
    // What went wrong is said by whoever saves; the dialog stays with what was written.
    void onSave({ ...rule, name: rule.name.trim() }, folderId).then(onClose, () => setIsBusy(false));
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isNew ? t("newRule") : t("editRule")}
      closeLabel={t("close")}
      width="wide"
      actions={
        <>
          <ApplyToo folderId={folderId} onChange={setFolderId} isShown={direction === "incoming"} />
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" form="rule" look="primary" isBusy={isBusy}>
            {t("saveRule")}
          </Button>
        </>
      }
    >
      <form
        id="rule"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className="flex flex-col gap-5"
      >
        <Field label={t("name")}>
          {({ id }) => (
            <Input
              id={id}
              value={rule.name}
              maxLength={200}
              placeholder={words.name(rule)}
              onChange={(event) => setRule({ ...rule, name: event.target.value.replace(/\p{Cc}/gu, "") })}
            />
          )}
        </Field>
        <Part
          title={rule.conditions.length === 0 ? t("forEvery") : t("when")}
          aside={
            rule.conditions.length > 1 ? (
              <Select
                label={t("matchLabel")}
                value={rule.match}
                options={(["all", "any"] as const).map((value) => ({ value, label: t(`match.${value}`) }))}
                onChange={(match) => setRule({ ...rule, match })}
              />
            ) : null
          }
          addLabel={t("addCondition")}
          onAdd={() => setRule({ ...rule, conditions: [...rule.conditions, conditionOn("subject")] })}
        >
          {rule.conditions.map((condition, at) => (
            <ConditionRow
              key={at}
              condition={condition}
              isChecked={isChecked}
              onChange={(next) => setRule((now) => ({ ...now, conditions: now.conditions.with(at, next) }))}
              onRemove={() => setRule({ ...rule, conditions: rule.conditions.toSpliced(at, 1) })}
            />
          ))}
        </Part>
        <Part
          title={t("then")}
          addLabel={t("addAction")}
          onAdd={() => setRule({ ...rule, actions: [...rule.actions, { kind: "mark-read" }] })}
        >
          {rule.actions.map((action, at) => (
            <ActionRow
              key={at}
              action={action}
              direction={direction}
              isChecked={isChecked}
              onChange={(next) => setRule((now) => ({ ...now, actions: now.actions.with(at, next) }))}
              onRemove={() => setRule({ ...rule, actions: rule.actions.toSpliced(at, 1) })}
            />
          ))}
        </Part>
        <section aria-live="polite" className="rounded-2 border bg-sunken px-4 py-3 text-13">
          <p>{words.rule(rule)}</p>
          <PreviewNote direction={direction} rule={rule} />
        </section>
        {isChecked && !isFit(rule) ? (
          <p role="alert" className="text-13 text-danger">
            {rule.actions.length === 0 ? t("actionNeeded") : t("somethingMissing")}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}

interface PartProps {
  title: string;
  aside?: ReactNode;
  addLabel: string;
  onAdd: () => void;
  children: ReactNode;
}

function Part({ title, aside, addLabel, onAdd, children }: PartProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="sr-only">{title}</legend>
      <div className="flex min-h-9 items-center justify-between gap-3">
        <span aria-hidden="true" className="text-14 font-semibold">
          {title}
        </span>
        {aside}
      </div>
      {children}
      <Button look="ink" onClick={onAdd} className="self-start px-2!">
        <Plus aria-hidden="true" />
        {addLabel}
      </Button>
    </fieldset>
  );
}
