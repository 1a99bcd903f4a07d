import { Button, Checkbox, Dialog, Field, Input } from "@carbyne/ui";
import { formOf, parseQuery, problemsOf, queryOf, type SearchForm as Form } from "@carbyne/query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { DayField } from "../../../client/day-field.tsx";
import { useProblemWords } from "./problem-words.ts";

export interface SearchFormProps {
  isOpen: boolean;
  /** The search as it is typed; the form shows it, and writes it. */
  text: string;
  onClose: () => void;
  onSearch: (text: string) => void;
}

const texts = ["from", "to", "subject", "words", "without", "filename", "in", "tag"] as const;

/** The search as a form. What it cannot show stays in "Has the words", so nothing of a typed search is lost. */
export function SearchForm({ isOpen, text, onClose, onSearch }: SearchFormProps) {
  const t = useTranslations("search.form");
  const problemWords = useProblemWords();
  const [form, setForm] = useState<Form>(() => formOf(text));
  useEffect(() => {
    if (isOpen) setForm(formOf(text));
  }, [isOpen, text]);
  const set = (change: Partial<Form>) => setForm((now) => ({ ...now, ...change }));
  const written = queryOf(form);
  const problems = problemsOf(parseQuery(written));

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("title")}
      closeLabel={t("close")}
      width="wide"
      actions={
        <>
          <Button onClick={() => setForm(formOf(""))}>{t("reset")}</Button>
          <Button
            look="primary"
            disabled={written === ""}
            onClick={() => {
              onClose();
              onSearch(written);
            }}
          >
            {t("submit")}
          </Button>
        </>
      }
    >
      <form
        className="grid grid-cols-2 gap-3 max-md:grid-cols-1"
        onSubmit={(event) => {
          event.preventDefault();
          if (written === "") return;
          onClose();
          onSearch(written);
        }}
      >
        {texts.map((name) => (
          <Field key={name} label={t(name)}>
            {({ id }) => <Input id={id} value={form[name]} onChange={(event) => set({ [name]: event.target.value })} />}
          </Field>
        ))}
        <Field label={t("after")}>
          {({ id }) => <DayField id={id} value={form.after} onChange={(after) => set({ after })} />}
        </Field>
        <Field label={t("before")}>
          {({ id }) => <DayField id={id} value={form.before} onChange={(before) => set({ before })} />}
        </Field>
        <Field label={t("larger")}>
          {({ id }) => (
            <Input
              id={id}
              placeholder="5M"
              value={form.larger}
              onChange={(event) => set({ larger: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("smaller")}>
          {({ id }) => (
            <Input
              id={id}
              placeholder="500K"
              value={form.smaller}
              onChange={(event) => set({ smaller: event.target.value })}
            />
          )}
        </Field>
        <div className="col-span-full flex flex-wrap gap-x-6 gap-y-2 text-13">
          {(["hasAttachment", "isUnread", "isStarred"] as const).map((name) => (
            <label key={name} className="flex items-center gap-2 max-md:min-h-11">
              <Checkbox checked={form[name]} onChange={(isOn) => set({ [name]: isOn })} label={t(name)} />
              <span aria-hidden="true">{t(name)}</span>
            </label>
          ))}
        </div>
        <p role="status" className="col-span-full min-h-5 text-12 text-faint">
          {problems[0] ? (
            problemWords(problems[0])
          ) : written === "" ? (
            ""
          ) : (
            <code dir="ltr" className="font-mono">
              {written}
            </code>
          )}
        </p>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
