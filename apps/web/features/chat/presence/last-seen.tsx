import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { lastSeenQuery } from "../api.ts";
import { usePresence } from "./who-is-there.ts";

const minuteMs = 60_000;

/** Whether somebody is there, or when they were last, where both let it be seen. */
export function LastSeen({ personId }: { personId: string }) {
  const t = useTranslations("chat.presence");
  const format = useFormatter();
  const presence = usePresence(personId);
  const { data: at } = useQuery({ ...lastSeenQuery(personId), enabled: presence === "offline" });
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), minuteMs);
    return () => window.clearInterval(timer);
  }, []);
  const words =
    presence !== "offline"
      ? t(presence)
      : at
        ? now - Date.parse(at) < minuteMs
          ? t("justNow")
          : t("lastSeen", { when: format.relativeTime(new Date(at), { now: new Date(now) }) })
        : null;
  return words === null ? null : <p className="truncate text-12 text-muted">{words}</p>;
}
