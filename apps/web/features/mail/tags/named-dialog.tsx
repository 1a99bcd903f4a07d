import { Button, Dialog, Field, Input } from "@carbyne/ui";
import { type ReactNode, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { TintChoice } from "./tint-choice.tsx";

/** One of the two ways to save: making and changing. */
export interface NamedVerb {
  error: unknown;
  isPending: boolean;
  reset: () => void;
}

export interface NamedDialogProps {
  title: string;
  words: { name: string; nameMissing: string; cancel: string; save: string };
  nameHint?: string;
  start: { name: string; tint: number | null };
  verbs: readonly NamedVerb[];
  /** What else is asked for; changing it takes back what a failed save said. */
  more?: (onChanged: () => void) => ReactNode;
  onSave: (named: { name: string; tint?: number }) => void;
  onClose: () => void;
}

/** Asks for a name and a colour, as what stands in the sidebar beside the folders has. */
export function NamedDialog({ title, words, nameHint, start, verbs, more, onSave, onClose }: NamedDialogProps) {
  const sayWhy = useWords();
  const [name, setName] = useState(start.name);
  const [tint, setTint] = useState(start.tint);
  const [isMissing, setIsMissing] = useState(false);
  const failed = verbs.find((verb) => verb.error)?.error;
  const error = isMissing ? words.nameMissing : failed ? sayWhy(failed).text : undefined;
  const submit = () => {
    if (name.trim() === "") return setIsMissing(true);
    onSave({ name: name.trim(), ...(tint === null ? {} : { tint }) });
  };
  const onChanged = () => {
    setIsMissing(false);
    for (const verb of verbs) verb.reset();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      closeLabel={words.cancel}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="primary" isBusy={verbs.some((verb) => verb.isPending)} onClick={submit}>
            {words.save}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={words.name} hint={nameHint} error={error}>
          {({ id, describedBy, isInvalid }) => (
            <Input
              id={id}
              autoFocus
              aria-describedby={describedBy}
              aria-invalid={isInvalid || undefined}
              value={name}
              maxLength={100}
              onChange={(event) => {
                setName(event.target.value);
                onChanged();
              }}
            />
          )}
        </Field>
        {more?.(onChanged)}
        <TintChoice value={tint} onChange={setTint} />
        {/* Enter in a field sends the form; its button is at the foot of the dialog. */}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
