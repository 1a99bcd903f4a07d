import { ChevronsDownUp, ChevronsUpDown, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type Command, useCommands } from "../../../client/commands.ts";
import { openPrint } from "./open-print.ts";

export interface ThreadKeys {
  conversationId: string;
  /** In the order in which they stand on the screen. */
  messageIds: readonly string[];
  open: (id: string) => void;
  unfoldAll: () => void;
  foldAll: () => void;
}

/** Moves from message to message within a conversation, and opens or folds all of them. */
export function useThreadKeys({ conversationId, messageIds, open, unfoldAll, foldAll }: ThreadKeys): void {
  const t = useTranslations("message.keys");
  const tMail = useTranslations("mail");
  const commands = useMemo((): Command[] => {
    const section = tMail("keys.section");
    const isMany = messageIds.length > 1;
    const step = (by: 1 | -1) => () => {
      const cards = messageIds.map((id) => document.querySelector<HTMLElement>(`[data-message="${id}"]`));
      const at = cards.findIndex((card) => card?.contains(document.activeElement) === true);
      const next = at === -1 ? (by === 1 ? 0 : messageIds.length - 1) : at + by;
      const id = messageIds[next];
      if (id === undefined) return;
      open(id);
      cards[next]?.focus({ preventScroll: true });
      cards[next]?.scrollIntoView({ block: "start" });
    };
    return [
      {
        id: "message.next",
        label: t("next"),
        section,
        action: "message.next",
        isKeyOnly: true,
        isIdle: !isMany,
        run: step(1),
      },
      {
        id: "message.previous",
        label: t("previous"),
        section,
        action: "message.previous",
        isKeyOnly: true,
        isIdle: !isMany,
        run: step(-1),
      },
      {
        id: "message.unfoldAll",
        label: t("unfoldAll"),
        section,
        icon: <ChevronsUpDown aria-hidden="true" />,
        action: "message.unfoldAll",
        isIdle: !isMany,
        run: unfoldAll,
      },
      {
        id: "message.foldAll",
        label: t("foldAll"),
        section,
        icon: <ChevronsDownUp aria-hidden="true" />,
        action: "message.foldAll",
        isIdle: !isMany,
        run: foldAll,
      },
      {
        id: "message.print",
        label: t("print"),
        section,
        icon: <Printer aria-hidden="true" />,
        action: "message.print",
        run: () => openPrint(conversationId, { images: false }),
      },
    ];
  }, [t, tMail, conversationId, messageIds, open, unfoldAll, foldAll]);
  useCommands(commands);
}
