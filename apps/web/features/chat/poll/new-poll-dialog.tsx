import { Button, Dialog, Field, IconButton, Input, Switch } from "@carbyne/ui";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { chatServer } from "../api.ts";

export interface NewPollDialogProps {
  roomId: string;
  threadId: string | null;
  onClose: () => void;
}

const mostOptions = 20;
let lastKey = 0;
const option = () => ({ key: ++lastKey, text: "" });

/** Asks a room something, with the answers that can be chosen. */
export function NewPollDialog({ roomId, threadId, onClose }: NewPollDialogProps) {
  const t = useTranslations("chat.poll");
  const words = useWords();
  const [question, setQuestion] = useState("");
  const [options, setOptions] = useState(() => [option(), option()]);
  const [isMultiple, setIsMultiple] = useState(false);
  const [isAnonymous, setIsAnonymous] = useState(false);
  // The same poll when the answer was lost and it is sent again.
  const [key] = useState(() => crypto.randomUUID());
  const [fault, setFault] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async () => {
    const texts = options.map((one) => one.text.trim()).filter((text) => text !== "");
    if (question.trim() === "") return setFault(t("questionMissing"));
    if (texts.length < 2) return setFault(t("optionsMissing"));
    setIsBusy(true);
    try {
      await chatServer.createPoll({
        roomId,
        key,
        question,
        options: texts,
        isMultiple,
        isAnonymous,
        ...(threadId === null ? {} : { threadId }),
      });
      onClose();
    } catch (error) {
      setFault(words(error).text);
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={isBusy} onClick={() => void submit()}>
            {t("ask")}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={t("question")} error={fault}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              dir="auto"
              value={question}
              autoFocus
              autoComplete="off"
              maxLength={1000}
              aria-describedby={describedBy}
              aria-invalid={isInvalid}
              onChange={(event) => {
                setQuestion(event.target.value);
                setFault(undefined);
              }}
            />
          )}
        </Field>
        <fieldset className="flex flex-col gap-2">
          <legend className="pb-1.5 text-13 font-medium">{t("options")}</legend>
          {options.map((one, at) => (
            <div key={one.key} className="flex gap-1">
              <Input
                dir="auto"
                className="flex-1"
                value={one.text}
                autoComplete="off"
                maxLength={200}
                aria-label={t("option", { number: at + 1 })}
                placeholder={t("option", { number: at + 1 })}
                onChange={(event) => {
                  const { value } = event.target;
                  setOptions((now) => now.map((other) => (other.key === one.key ? { ...other, text: value } : other)));
                }}
              />
              {options.length > 2 ? (
                <IconButton
                  label={t("removeOption", { number: at + 1 })}
                  onClick={() => setOptions((now) => now.filter((other) => other.key !== one.key))}
                >
                  <X aria-hidden="true" />
                </IconButton>
              ) : null}
            </div>
          ))}
          {options.length < mostOptions ? (
            <Button look="quiet" className="self-start" onClick={() => setOptions((now) => [...now, option()])}>
              <Plus aria-hidden="true" />
              {t("addOption")}
            </Button>
          ) : null}
        </fieldset>
        <label className="flex items-center justify-between gap-3 text-13">
          {t("multiple")}
          <Switch label={t("multiple")} checked={isMultiple} onChange={setIsMultiple} />
        </label>
        <label className="flex items-center justify-between gap-3 text-13">
          {t("isAnonymous")}
          <Switch label={t("isAnonymous")} checked={isAnonymous} onChange={setIsAnonymous} />
        </label>
      </form>
    </Dialog>
  );
}
