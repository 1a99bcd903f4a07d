import { Field, Input, Select, Textarea } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { listReaders, listSenders, type MailList } from "../types.ts";
import { isLocalPart, type ListEdit, splitOf } from "./list-edit.ts";

export interface ListFieldsProps {
  list: MailList;
  edit: ListEdit;
  onChange: (part: Partial<ListEdit>) => void;
}

/** What a list is called, where it is written to, and who may do what with it. */
export function ListFields({ list, edit, onChange }: ListFieldsProps) {
  const t = useTranslations("adminLists");
  const tAccounts = useTranslations("admin.accounts");
  const dates = useDates();
  const { domain } = splitOf(list.address);
  return (
    <div className="flex flex-col gap-4 p-4">
      <Field label={t("field.name")} error={edit.name.trim() === "" ? tAccounts("nameMissing") : undefined}>
        {({ id, describedBy, isInvalid }) => (
          <Input
            id={id}
            value={edit.name}
            maxLength={200}
            autoComplete="off"
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t("field.address")}
        hint={t("addressHint")}
        error={isLocalPart(edit.local) ? undefined : tAccounts("addressWrong")}
      >
        {({ id, describedBy, isInvalid }) => (
          <div className="flex items-center gap-1.5">
            <Input
              id={id}
              value={edit.local}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              className="min-w-0 flex-1"
              onChange={(event) => onChange({ local: event.target.value })}
            />
            <span dir="ltr" className="max-w-[50%] truncate text-14 text-muted">{`@${domain}`}</span>
          </div>
        )}
      </Field>
      <Senders value={edit.whoMaySend} onChange={(whoMaySend) => onChange({ whoMaySend })} />
      <Field label={t("field.readers")} hint={t("readersHint")}>
        {({ id, describedBy }) => (
          <Select
            id={id}
            describedBy={describedBy}
            value={edit.whoSeesMembers}
            options={listReaders.map((value) => ({ value, label: t(`readers.${value}`) }))}
            onChange={(whoSeesMembers) => onChange({ whoSeesMembers })}
          />
        )}
      </Field>
      <Field label={t("field.description")} hint={t("descriptionHint")}>
        {({ id, describedBy }) => (
          <Textarea
            id={id}
            value={edit.description}
            maxLength={2000}
            aria-describedby={describedBy}
            onChange={(event) => onChange({ description: event.target.value })}
          />
        )}
      </Field>
      <dl className="rounded-2 border bg-surface text-13">
        <div className="flex justify-between gap-4 px-3 py-2">
          <dt className="text-muted">{t("column.made")}</dt>
          <dd className="text-end">{dates.full(list.createdAt)}</dd>
        </div>
      </dl>
    </div>
  );
}

/** Who may write to a list. */
export function Senders(props: { value: MailList["whoMaySend"]; onChange: (value: MailList["whoMaySend"]) => void }) {
  const t = useTranslations("adminLists");
  return (
    <Field label={t("field.senders")} hint={t("sendersHint")}>
      {({ id, describedBy }) => (
        <Select
          id={id}
          describedBy={describedBy}
          value={props.value}
          options={listSenders.map((value) => ({ value, label: t(`senders.${value}`) }))}
          onChange={props.onChange}
        />
      )}
    </Field>
  );
}
