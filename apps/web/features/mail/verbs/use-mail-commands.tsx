import { runToastAction } from "@carbyne/ui";
import { FileText, Inbox, Layers, ListChecks, PenSquare, Search, Send, Star, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useMemo } from "react";
import { type Command, useCommands } from "../../../client/commands.ts";
import { goTo } from "../../../client/place.ts";
import type { MailList } from "../list/use-mail-list.ts";
import { boxHref } from "../place.ts";
import type { VerbsFor } from "./verbs.tsx";

export interface MailCommandsInput {
  list: MailList;
  verbsFor: VerbsFor;
  search: RefObject<HTMLInputElement | null>;
  compose: () => void;
}

const places = [
  { box: "inbox", keys: "g i", icon: <Inbox aria-hidden="true" /> },
  { box: "starred", keys: "g s", icon: <Star aria-hidden="true" /> },
  { box: "drafts", keys: "g d", icon: <FileText aria-hidden="true" /> },
  { box: "sent", keys: "g t", icon: <Send aria-hidden="true" /> },
  { box: "all", keys: "g a", icon: <Layers aria-hidden="true" /> },
] as const;

/** The verbs of mail by key and in the palette. They act on what is selected, else on where the cursor stands. */
export function useMailCommands({ list, verbsFor, search, compose }: MailCommandsInput): void {
  const t = useTranslations("mail");
  const tFrame = useTranslations("frame");
  const { rows, cursorId, selection, place, open, close, setCursor } = list;

  const commands = useMemo((): Command[] => {
    const section = t("keys.section");
    const at = rows.findIndex((row) => row.id === cursorId);
    const chosen = rows.filter((row) => selection.ids.has(row.id));
    const cursor = rows[at];
    const targets = chosen.length > 0 ? chosen : cursor ? [cursor] : [];
    const isOpen = place.conversationId !== null;
    const step = (by: 1 | -1, isExtending: boolean) => () => {
      const next = rows[at === -1 ? 0 : at + by];
      if (!next) return;
      if (isExtending) {
        if (cursor && !selection.ids.has(cursor.id)) selection.toggle(cursor.id);
        selection.toggle(next.id, true);
        setCursor(next.id);
      } else if (isOpen) open(next.id);
      else setCursor(next.id);
    };
    const key = (id: KeyName, keys: string, run: () => void, isIdle = false): Command => ({
      id: `mail.${id}.${keys}`,
      label: t(`keys.${id}`),
      section,
      keys,
      isKeyOnly: true,
      isIdle,
      run,
    });
    return [
      {
        id: "mail.compose",
        label: t("newMessage"),
        section,
        icon: <PenSquare aria-hidden="true" />,
        keys: "c",
        run: compose,
      },
      ...verbsFor(targets).map((verb) => ({ ...verb, id: `mail.${verb.id}`, section, isIdle: targets.length === 0 })),
      key("next", "j", step(1, false)),
      key("previous", "k", step(-1, false)),
      key("next", "ArrowDown", step(1, false)),
      key("previous", "ArrowUp", step(-1, false)),
      key("extendNext", "Shift+J", step(1, true)),
      key("extendPrevious", "Shift+K", step(-1, true)),
      key("open", "o", () => cursor && open(cursor.id), !cursor),
      key("open", "Enter", () => cursor && open(cursor.id), !cursor || isOpen),
      key("close", "u", close, !isOpen),
      key("close", "Esc", () => (selection.ids.size > 0 ? selection.clear() : close()), !isOpen && chosen.length === 0),
      key("select", "x", () => cursor && selection.toggle(cursor.id), !cursor),
      {
        id: "mail.selectAll",
        label: t("act.selectAll"),
        section,
        icon: <ListChecks aria-hidden="true" />,
        keys: "Ctrl+A",
        isIdle: rows.length === 0,
        run: selection.selectAll,
      },
      {
        id: "mail.undo",
        label: t("undo"),
        section,
        icon: <Undo2 aria-hidden="true" />,
        keys: "z",
        run: runToastAction,
      },
      { id: "mail.undo.ctrl", label: t("undo"), section, keys: "Ctrl+Z", isKeyOnly: true, run: runToastAction },
      {
        id: "mail.search",
        label: t("keys.search"),
        section,
        icon: <Search aria-hidden="true" />,
        keys: "/",
        run: () => {
          search.current?.focus();
          search.current?.select();
        },
      },
      ...places.map(({ box, keys, icon }) => ({
        id: `mail.go.${box}`,
        label: tFrame("goTo", { place: t(`place.${box}`) }),
        section: tFrame("sections.go"),
        icon,
        keys,
        run: () => goTo(boxHref(box)),
      })),
    ];
  }, [t, tFrame, rows, cursorId, selection, place, open, close, setCursor, verbsFor, search, compose]);
  useCommands(commands);
}

type KeyName = "next" | "previous" | "extendNext" | "extendPrevious" | "open" | "close" | "select";
