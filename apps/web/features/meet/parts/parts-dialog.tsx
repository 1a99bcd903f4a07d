import { Button, Dialog } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { MeetingState } from "../api.ts";
import type { Call } from "../connection/call.ts";
import { RunningParts } from "./running-parts.tsx";
import { SplitForm } from "./split-form.tsx";

export interface PartsDialogProps {
  call: Call;
  roomId: string;
  state: MeetingState;
  onClose: () => void;
}

/** Splits a meeting into groups, and looks after them while they talk. */
export function PartsDialog({ call, roomId, state, onClose }: PartsDialogProps) {
  const t = useTranslations("meet.parts");
  const isSplit = state.parts.length > 0;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title")}
      description={t(isSplit ? "runningHint" : "hint")}
      closeLabel={t("close")}
      width="wide"
      {...(isSplit ? { actions: <Button onClick={onClose}>{t("close")}</Button> } : {})}
    >
      {isSplit ? (
        <RunningParts roomId={roomId} state={state} />
      ) : (
        <SplitForm call={call} roomId={roomId} onDone={onClose} />
      )}
    </Dialog>
  );
}
