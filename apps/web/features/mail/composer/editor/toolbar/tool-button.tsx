import { IconButton, type IconButtonProps } from "@carbyne/ui";
import { keepSelection } from "../toolbar.tsx";

/** A verb of the toolbar. The selection of the text stays when it is pressed. */
export function ToolButton({ className, ...rest }: IconButtonProps) {
  return (
    <IconButton
      side="top"
      size="small"
      onMouseDown={keepSelection}
      className={`max-md:size-11 ${className ?? ""}`}
      {...rest}
    />
  );
}
