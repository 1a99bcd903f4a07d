import { Badge, type Tone } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { State } from "./types.ts";

const tones: Record<State, Tone> = { active: "success", suspended: "warning", closed: "neutral" };

/** Whether an account or a domain can be used. */
export function StateBadge({ state }: { state: State }) {
  const t = useTranslations("admin.state");
  return <Badge text={t(state)} tone={tones[state]} />;
}
