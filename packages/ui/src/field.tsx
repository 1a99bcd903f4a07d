import { type ReactNode, useId } from "react";

export interface FieldControl {
  id: string;
  describedBy: string | undefined;
  isInvalid: boolean;
}

export interface FieldProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Draws the control with the ids that tie it to its label, hint and error. */
  children: (control: FieldControl) => ReactNode;
}

/** A control with its label, a hint, and what is wrong. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const describedBy = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-13 font-medium">
        {label}
      </label>
      {children({ id, describedBy, isInvalid: error !== undefined })}
      {error ? (
        <p id={`${id}-error`} role="alert" className="text-13 text-danger">
          {error}
        </p>
      ) : hint ? (
        <p id={`${id}-hint`} className="text-12 text-faint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
