import { type PageSetup, readPage, writePage } from "@carbyne/office/model";
import { Button, Dialog, Field, Input, Select, Switch } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { Doc } from "yjs";
import { useEditorWords } from "../words.ts";

const [leastMargin, mostMargin, longestLine] = [5, 60, 200];

/** How the text is put on paper, for all who write it. */
export function PageDialog({ doc, onClose }: { doc: Doc; onClose: () => void }) {
  const words = useEditorWords();
  const t = useTranslations("docs");
  const formId = useId();
  const numberId = useId();
  const [setup, setSetup] = useState<PageSetup>(() => readPage(doc));
  const [margin, setMargin] = useState(String(setup.marginMm));
  const marginMm = Number(margin.replace(",", "."));
  const isFair = Number.isFinite(marginMm) && marginMm >= leastMargin && marginMm <= mostMargin;
  const change = (more: Partial<PageSetup>) => setSetup({ ...setup, ...more });
  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (!isFair) return;
    writePage(doc, { ...setup, marginMm });
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words("page.title")}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={onClose}>{words("page.cancel")}</Button>
          <Button type="submit" look="primary" form={formId}>
            {words("page.keep")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={keep} className="flex flex-col gap-4">
        <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
          <Field label={words("page.size")}>
            {({ id }) => (
              <Select
                id={id}
                value={setup.size}
                options={(["a4", "letter"] as const).map((value) => ({ value, label: words(`page.sizes.${value}`) }))}
                onChange={(size) => change({ size })}
              />
            )}
          </Field>
          <Field label={words("page.orientation")}>
            {({ id }) => (
              <Select
                id={id}
                value={setup.isLandscape ? "landscape" : "portrait"}
                options={(["portrait", "landscape"] as const).map((value) => ({
                  value,
                  label: words(`page.${value}`),
                }))}
                onChange={(value) => change({ isLandscape: value === "landscape" })}
              />
            )}
          </Field>
        </div>
        <Field
          label={words("page.margin")}
          error={isFair ? undefined : words("page.marginWrong", { least: leastMargin, most: mostMargin })}
        >
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              inputMode="decimal"
              aria-describedby={describedBy}
              aria-invalid={isInvalid || undefined}
              value={margin}
              onChange={(event) => setMargin(event.target.value)}
            />
          )}
        </Field>
        {(["header", "footer"] as const).map((line) => (
          <Field key={line} label={words(`page.${line}`)}>
            {({ id }) => (
              <Input
                id={id}
                dir="auto"
                maxLength={longestLine}
                value={setup[line]}
                onChange={(event) => change({ [line]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <div className="flex min-h-9 items-center gap-3">
          <Switch labelledBy={numberId} checked={setup.isNumbered} onChange={(isNumbered) => change({ isNumbered })} />
          <span id={numberId} className="text-14">
            {words("page.numbers")}
          </span>
        </div>
      </form>
    </Dialog>
  );
}
