import { Clock, FileText, Inbox, Layers, PenSquare, Search, Send, Star } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useMemo } from "react";
import { type Command, useCommands } from "../../../client/commands.ts";
import { goTo, replaceWith } from "../../../client/place.ts";
import { composeWindowPath } from "../composer/window/window-place.ts";
import type { MailList } from "../list/use-mail-list.ts";
import { boxHref, hrefIn } from "../place.ts";
import type { VerbsFor } from "./verbs.tsx";

export interface MailCommandsInput {
  list: MailList;
  verbsFor: VerbsFor;
  search: RefObject<HTMLInputElement | null>;
  compose: () => void;
}

const places = [
  { box: "inbox", icon: <Inbox aria-hidden="true" /> },
  { box: "starred", icon: <Star aria-hidden="true" /> },
  { box: "snoozed", icon: <Clock aria-hidden="true" /> },
  { box: "drafts", icon: <FileText aria-hidden="true" /> },
  { box: "sent", icon: <Send aria-hidden="true" /> },
  { box: "all", icon: <Layers aria-hidden="true" /> },
] as const;

/** The verbs of mail by key and in the palette. They act on what is selected, else on where the cursor stands. */
export function useMailCommands({ list, verbsFor, search, compose }: MailCommandsInput): void {
  const t = useTranslations("mail");
  const tFrame = useTranslations("frame");
  const tKeys = useTranslations("keys");
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
    const key = (id: KeyName, run: () => void, isIdle = false): Command => ({
      id: `list.${id}`,
      label: t(`keys.${id}`),
      section,
      action: `list.${id}`,
      isKeyOnly: true,
      isIdle,
      run,
    });
    const verbs = verbsFor(targets);
    const archive = verbs.find((verb) => verb.id === "archive");
    const archiveAnd = (id: "archiveNext" | "archivePrevious", by: 1 | -1): Command => ({
      id: `mail.${id}`,
      label: tKeys(`action.mail.${id}`),
      section,
      icon: archive?.icon,
      action: `mail.${id}`,
      isIdle: !archive || !isOpen,
      run: () => {
        const next = rows[at + by];
        archive?.run();
        if (next) replaceWith(hrefIn(place, next.id));
      },
    });
    return [
      {
        id: "mail.compose",
        label: t("newMessage"),
        section,
        icon: <PenSquare aria-hidden="true" />,
        action: "mail.compose",
        run: compose,
      },
      {
        id: "mail.composeWindow",
        label: tKeys("action.mail.composeWindow"),
        section,
        icon: <PenSquare aria-hidden="true" />,
        action: "mail.composeWindow",
        run: () => void window.open(`${composeWindowPath}/new`, "_blank", "popup,width=840,height=760"),
      },
      ...verbs.map((verb) => ({ ...verb, id: `mail.${verb.id}`, section, isIdle: targets.length === 0 })),
      archiveAnd("archiveNext", 1),
      archiveAnd("archivePrevious", -1),
      key("next", step(1, false)),
      key("previous", step(-1, false)),
      key("extendNext", step(1, true)),
      key("extendPrevious", step(-1, true)),
      key("open", () => cursor && open(cursor.id), !cursor || isOpen),
      key("close", () => (selection.ids.size > 0 ? selection.clear() : close()), !isOpen && chosen.length === 0),
      key("select", () => cursor && selection.toggle(cursor.id), !cursor),
      {
        id: "mail.search",
        label: t("keys.search"),
        section,
        icon: <Search aria-hidden="true" />,
        action: "frame.search",
        run: () => {
          search.current?.focus();
          search.current?.select();
        },
      },
      ...places.map(({ box, icon }) => ({
        id: `mail.go.${box}`,
        label: tFrame("goTo", { place: t(`place.${box}`) }),
        section: tFrame("sections.go"),
        icon,
        action: `go.${box}` as const,
        run: () => goTo(boxHref(box)),
      })),
    ];
  }, [t, tFrame, tKeys, rows, cursorId, selection, place, open, close, setCursor, verbsFor, search, compose]);
  useCommands(commands);
}

type KeyName = "next" | "previous" | "extendNext" | "extendPrevious" | "open" | "close" | "select";
