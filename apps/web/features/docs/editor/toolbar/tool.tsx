import { IconButton } from "@carbyne/ui";
import type { ReactNode } from "react";

export interface ToolProps {
  label: string;
  keys?: string;
  isOn?: boolean;
  isDisabled?: boolean;
  icon: ReactNode;
  onPress: () => void;
}

/** One verb of the toolbar. A press on it leaves the selection where it is. */
export function Tool({ label, keys, isOn, isDisabled, icon, onPress }: ToolProps) {
  return (
    <IconButton
      label={label}
      keys={keys}
      {...(isOn === undefined ? {} : { isOn })}
      disabled={isDisabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {icon}
    </IconButton>
  );
}

export function ToolRule() {
  return <span aria-hidden="true" className="mx-1.5 h-5 w-px shrink-0 bg-border" />;
}
