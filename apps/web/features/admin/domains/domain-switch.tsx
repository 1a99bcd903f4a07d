import { Switch } from "@carbyne/ui";
import { useId } from "react";

interface DomainSwitchProps {
  label: string;
  hint: string;
  checked: boolean;
  onChange: (isOn: boolean) => void;
}

/** Something of a domain that is on or off. */
export function DomainSwitch({ label, hint, checked, onChange }: DomainSwitchProps) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-4 rounded-2 border bg-surface px-3 py-2.5 text-13">
      <div>
        <p id={`${id}-label`} className="font-medium">
          {label}
        </p>
        <p id={`${id}-hint`} className="text-muted">
          {hint}
        </p>
      </div>
      <Switch labelledBy={`${id}-label`} describedBy={`${id}-hint`} checked={checked} onChange={onChange} />
    </div>
  );
}
