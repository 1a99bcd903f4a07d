import { Badge, Button, EmptyState, ErrorState, Field, IconButton, Input, Select, Skeleton } from "@carbyne/ui";
import { ShieldCheck, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useWords } from "../../client/words.ts";
import { type Judgment, type SenderRule, useSenders, useSenderVerbs } from "./senders-api.ts";

const judgments: readonly Judgment[] = ["blocked", "allowed"];
/** A list that is longer can be narrowed down. */
const longList = 12;

/** Whose mail goes to junk whatever it says, and whose never does. */
export function SendersSection() {
  const t = useTranslations("filters.senders");
  const words = useWords();
  const { data, error, isError, refetch } = useSenders();
  const { forget } = useSenderVerbs();
  const [part, setPart] = useState("");
  const shown = (data ?? []).filter(({ sender }) => sender.includes(part.trim().toLowerCase()));
  return (
    <>
      <AddSender />
      {isError && !data ? (
        <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton className="h-40" />
      ) : (
        <section className="rounded-2 border bg-surface" aria-label={t("list")}>
          {data.length > longList ? (
            <div className="border-b p-3">
              <Input
                type="search"
                aria-label={t("find")}
                placeholder={t("find")}
                value={part}
                onChange={(event) => setPart(event.target.value)}
              />
            </div>
          ) : null}
          {shown.length === 0 ? (
            <EmptyState icon={<ShieldCheck />} text={data.length === 0 ? t("empty") : t("noneFound")} />
          ) : (
            <ul>
              {shown.map((rule) => (
                <SenderRow key={rule.sender} rule={rule} onForget={() => forget(rule)} />
              ))}
            </ul>
          )}
        </section>
      )}
    </>
  );
}

function SenderRow({ rule, onForget }: { rule: SenderRule; onForget: () => void }) {
  const t = useTranslations("filters.senders");
  return (
    <li className="flex h-11 items-center gap-3 border-b ps-4 pe-2 last:border-b-0">
      <span dir="ltr" className="min-w-0 flex-1 truncate text-start text-14">
        {rule.sender.includes("@") ? rule.sender : t("everybodyAt", { domain: rule.sender })}
      </span>
      <span className="shrink-0 text-13 text-muted">
        <Badge text={t(`verdict.${rule.verdict}`)} tone={rule.verdict === "allowed" ? "success" : "danger"} />
      </span>
      <IconButton label={t("remove", { sender: rule.sender })} onClick={onForget}>
        <Trash2 aria-hidden="true" />
      </IconButton>
    </li>
  );
}

function AddSender() {
  const t = useTranslations("filters.senders");
  const { judge, isBusy } = useSenderVerbs();
  const [sender, setSender] = useState("");
  const [verdict, setVerdict] = useState<Judgment>("blocked");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sender.trim() !== "") judge(sender.trim(), verdict, () => setSender(""));
  };
  return (
    <form onSubmit={submit} className="mb-6">
      <Field label={t("sender")} hint={t("senderHint")}>
        {({ id, describedBy }) => (
          <div className="flex gap-2 max-md:flex-wrap">
            <Input
              id={id}
              value={sender}
              maxLength={320}
              autoComplete="off"
              spellCheck={false}
              placeholder={t("placeholder")}
              aria-describedby={describedBy}
              onChange={(event) => setSender(event.target.value)}
            />
            <Select
              label={t("judgment")}
              value={verdict}
              options={judgments.map((value) => ({ value, label: t(`act.${value}`) }))}
              onChange={setVerdict}
              className="min-w-36 shrink-0 max-md:flex-1"
            />
            <Button type="submit" className="h-9! max-md:h-11!" isBusy={isBusy} disabled={sender.trim() === ""}>
              {t("add")}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
