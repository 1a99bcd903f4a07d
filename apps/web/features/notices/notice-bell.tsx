import { IconButton, Popover } from "@carbyne/ui";
import { Bell } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useCommands } from "../../client/commands.ts";
import { useNotices, useNoticeVerbs } from "./api.ts";

/** Few look at it at once, so the first page does not carry it. */
const NoticeList = dynamic(() => import("./notice-list.tsx").then((module) => module.NoticeList), {
  ssr: false,
  loading: () => <div className="h-56 w-[min(380px,calc(100vw-16px))]" />,
});

/** Says whether something was told, and shows it. What was shown counts as read. */
export function NoticeBell() {
  const t = useTranslations("notices");
  const [isOpen, setIsOpen] = useState(false);
  const { data } = useNotices();
  const { markRead } = useNoticeVerbs();
  const unread = (data ?? []).filter((notice) => !notice.isRead).length;
  const commands = useMemo(
    () => [
      {
        id: "notices.open",
        label: t("open"),
        section: t("title"),
        icon: <Bell aria-hidden="true" />,
        run: () => setIsOpen(true),
      },
    ],
    [t],
  );
  useCommands(commands);

  const setOpen = (next: boolean) => {
    setIsOpen(next);
    if (!next && unread > 0) void markRead(null).catch(() => undefined);
  };
  return (
    <Popover
      label={t("title")}
      align="end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <IconButton label={unread > 0 ? t("unread", { count: unread }) : t("title")} className="relative">
          <Bell aria-hidden="true" />
          {unread > 0 ? (
            <span
              aria-hidden="true"
              className="absolute top-1.5 end-1.5 size-2 rounded-full bg-accent ring-2 ring-bg max-md:top-2.5 max-md:end-2.5"
            />
          ) : null}
        </IconButton>
      }
    >
      <NoticeList onClose={() => setOpen(false)} />
    </Popover>
  );
}
