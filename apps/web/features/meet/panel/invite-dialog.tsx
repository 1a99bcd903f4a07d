import { Button, Dialog, showToast } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { roomQuery } from "../../chat/api.ts";
import { useOneself } from "../../chat/guest-page/guest.ts";
import { meetServer } from "../api.ts";
import { LinkField } from "./link-field.tsx";

/** Rings for those of the room who are not here, and gives the link for everybody else. */
export function InviteDialog({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const t = useTranslations("meet.invite");
  const words = useWords();
  const { data } = useQuery(roomQuery(roomId));
  const me = useOneself().id;
  const [rung, setRung] = useState<ReadonlySet<string>>(new Set());
  const people =
    data?.members.filter((member) => member.leftAt === null && member.kind === "account" && member.id !== me) ?? [];
  const ring = async (ids: string[] | null) => {
    try {
      await meetServer.ring.mutate({ roomId, personIds: ids });
      setRung((before) => new Set([...before, ...(ids ?? people.map(({ id }) => id))]));
      showToast({ text: t("rings") });
    } catch (error) {
      showToast({ text: words(error).text });
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title")}
      closeLabel={t("close")}
      actions={
        <Button look="primary" onClick={() => void ring(null)}>
          <BellRing aria-hidden="true" />
          {t("ringAll")}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <LinkField roomId={roomId} />
        <section>
          <h3 className="mb-1 text-13 font-medium">{t("people")}</h3>
          <ul className="max-h-64 overflow-auto rounded-1 border">
            {people.map((person) => (
              <li key={person.id} className="flex min-h-11 items-center gap-3 px-3 text-13">
                <span dir="auto" className="min-w-0 flex-1 truncate">
                  {person.name}
                </span>
                <Button look="quiet" disabled={rung.has(person.id)} onClick={() => void ring([person.id])}>
                  {t(rung.has(person.id) ? "rung" : "ring")}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}
