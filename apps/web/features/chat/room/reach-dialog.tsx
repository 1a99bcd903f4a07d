import { Dialog } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { Check, CheckCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { type Member, type Message, roomQuery } from "../api.ts";
import { ThereAvatar } from "../presence/there-avatar.tsx";
import { reachOf } from "./reach.ts";

/** Who read a message, whom it reached, and who does not have it yet, as far as they let it be seen. */
export function ReachDialog({ roomId, message, onClose }: { roomId: string; message: Message; onClose: () => void }) {
  const t = useTranslations("chat.message");
  const { data } = useQuery(roomQuery(roomId));
  const { read, delivered, others } = reachOf(message, data?.members ?? []);
  return (
    <Dialog isOpen onClose={onClose} title={t("whoHasIt")} closeLabel={t("close")}>
      <div className="flex max-h-96 flex-col gap-4 overflow-auto">
        <People heading={t("read")} people={read} isThere isRead />
        <People heading={t("delivered")} people={delivered} isThere />
        <People heading={t("sent")} people={others} />
      </div>
    </Dialog>
  );
}

interface PeopleProps {
  heading: string;
  people: readonly Member[];
  isThere?: boolean;
  isRead?: boolean;
}

function People({ heading, people, isThere = false, isRead = false }: PeopleProps) {
  if (people.length === 0) return null;
  const Mark = isThere ? CheckCheck : Check;
  return (
    <section aria-label={heading}>
      <h3 className="flex items-center gap-1.5 pb-1 text-12 font-semibold text-muted">
        <Mark className={isRead ? "size-3.5 text-accent-ink" : "size-3.5"} aria-hidden="true" />
        {heading}
      </h3>
      <ul aria-label={heading}>
        {people.map((member) => (
          <li key={member.id} className="flex items-center gap-3 py-1">
            <ThereAvatar name={member.name} personId={member.id} size={24} />
            <span dir="auto" className="min-w-0 truncate text-13">
              {member.name}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
