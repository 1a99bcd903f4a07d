import { Avatar, type AvatarProps } from "@carbyne/ui";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useSeenStatus } from "../status/seen.ts";
import { RestSign } from "./rest-sign.tsx";
import { usePresence } from "./who-is-there.ts";

export interface ThereAvatarProps {
  personId: string;
  name: string;
  size?: AvatarProps["size"];
}

/**
 * A person with a dot when they are there: full when they look at a page, a ring when they only have it open, and a sign when they are not to be
 * disturbed. What they say of themselves is told on hover.
 */
export function ThereAvatar({ personId, name, size = 32 }: ThereAvatarProps) {
  const t = useTranslations("chat.presence");
  const presence = usePresence(personId);
  const seen = useSeenStatus(personId);
  const said = seen ? `${seen.emoji} ${seen.text}`.trim() : "";
  return (
    <span className="relative shrink-0" title={said === "" ? undefined : `${name} · ${said}`}>
      <Avatar name={name} address={personId} size={size} />
      {seen?.isResting ? (
        <RestSign size={size} />
      ) : presence === "offline" ? null : (
        <span
          role="img"
          aria-label={t(presence)}
          title={t(presence)}
          className={clsx(
            "absolute -end-0.5 -bottom-0.5 rounded-full ring-2 ring-surface",
            size < 32 ? "size-2" : "size-2.5",
            presence === "online" ? "bg-success" : "border-2 border-warning bg-surface",
          )}
        />
      )}
    </span>
  );
}
