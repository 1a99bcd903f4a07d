import { Checkbox, IconButton, Input, Select, Textarea } from "@carbyne/ui";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { actionKinds, actionOf, isReady } from "./actions.ts";
import { useFolders } from "./folders.ts";
import { TagSelect } from "./tag-select.tsx";
import type { Direction, RuleAction } from "./types.ts";

export interface ActionRowProps {
  action: RuleAction;
  direction: Direction;
  isChecked: boolean;
  onChange: (action: RuleAction) => void;
  onRemove: () => void;
}

/** One thing that a rule does. */
export function ActionRow(props: ActionRowProps) {
  const t = useTranslations("filters");
  const { action, direction, onChange, onRemove } = props;
  const kinds = actionKinds(direction);
  const shown = kinds.includes(action.kind) ? kinds : [...kinds, action.kind];
  return (
    <div className="flex items-start gap-2 max-md:flex-wrap max-md:border-b max-md:pb-3">
      <Select
        label={t("actionLabel")}
        value={action.kind}
        options={shown.map((value) => ({ value, label: t(`action.${value}`) }))}
        onChange={(kind) => onChange(actionOf(kind, action))}
        className="w-56 shrink-0 max-md:min-w-0 max-md:flex-1"
      />
      <div className="flex min-w-0 flex-1 max-md:order-last max-md:basis-full max-md:empty:hidden">
        <ActionDetail {...props} />
      </div>
      <IconButton label={t("removeAction")} onClick={onRemove} className="mt-0.5">
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}

function ActionDetail({ action, isChecked, onChange }: ActionRowProps) {
  const t = useTranslations("filters");
  const copyId = useId();
  const isInvalid = isChecked && !isReady(action);
  if (action.kind === "move" || action.kind === "copy")
    return (
      <FolderSelect
        path={action.mailbox}
        isInvalid={isInvalid}
        onChange={(mailbox) => onChange({ ...action, mailbox })}
      />
    );
  if (action.kind === "tag")
    return (
      <TagSelect
        keyword={action.keyword}
        isInvalid={isInvalid}
        onChange={(keyword) => onChange({ ...action, keyword })}
      />
    );
  if (action.kind === "redirect")
    return (
      <div className="flex min-w-0 flex-1 flex-col gap-2 max-md:basis-full">
        <Input
          type="email"
          value={action.address}
          aria-label={t("address")}
          aria-invalid={isInvalid}
          placeholder={t("addressPlaceholder")}
          maxLength={320}
          onChange={(event) => onChange({ ...action, address: event.target.value.trim() })}
        />
        <span className="flex items-center gap-2 text-13">
          <Checkbox
            id={copyId}
            checked={action.keepsCopy}
            onChange={(keepsCopy) => onChange({ ...action, keepsCopy })}
          />
          <label htmlFor={copyId}>{t("keepsCopy")}</label>
        </span>
      </div>
    );
  if (action.kind === "reject")
    return (
      <Textarea
        value={action.reason}
        aria-label={t("reason")}
        aria-invalid={isInvalid}
        placeholder={t("reasonPlaceholder")}
        maxLength={2000}
        rows={2}
        onChange={(event) => onChange({ ...action, reason: event.target.value })}
        className="min-h-16! flex-1 max-md:basis-full"
      />
    );
  return null;
}

function FolderSelect(props: { path: string; isInvalid: boolean; onChange: (path: string) => void }) {
  const t = useTranslations("filters");
  const folders = useFolders();
  const { path } = props;
  const isMissing = path !== "" && folders.length > 0 && !folders.some((folder) => folder.path === path);
  const options = folders.map((folder) => ({ value: folder.path, label: folder.label }));
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1 max-md:basis-full">
      <Select
        label={t("folder")}
        value={path}
        options={isMissing ? [...options, { value: path, label: path }] : options}
        placeholder={t("folderPlaceholder")}
        isInvalid={props.isInvalid || isMissing}
        onChange={props.onChange}
        className="w-full"
      />
      {isMissing ? <p className="text-12 text-danger">{t("folderMissing")}</p> : null}
    </div>
  );
}
