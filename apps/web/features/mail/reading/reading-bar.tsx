import { IconButton, Menu } from "@carbyne/ui";
import { ArrowLeft, ChevronDown, ChevronUp, Ellipsis, MessagesSquare, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useKeymap } from "../../../client/keys/keymap-store.ts";
import { useIsNarrow, useMedia } from "../../../client/media.ts";
import { useLayout } from "../layout.ts";
import type { MailList } from "../list/use-mail-list.ts";
import type { ConversationRow } from "../types.ts";
import { menuOf, type VerbsFor } from "../verbs/verbs.tsx";
import { Discuss } from "./discuss.tsx";
import { openPrint } from "./open-print.ts";

export interface ReadingBarProps {
  row: ConversationRow | null;
  list: MailList;
  verbsFor: VerbsFor;
}

const inBar = new Set([
  "archive",
  "trash",
  "delete",
  "junk",
  "not-junk",
  "snooze",
  "unsnooze",
  "tag",
  "star",
  "unstar",
]);

/** What a very small screen has no room for beside the others. */
const inMenuOfTiny = new Set(["junk", "not-junk", "tag"]);

/** The verbs on the conversation that is read. */
export function ReadingBar({ row, list, verbsFor }: ReadingBarProps) {
  const t = useTranslations("reading");
  const tMail = useTranslations("mail");
  const tMessage = useTranslations("message");
  const tChat = useTranslations("chat.mail");
  const [isDiscussing, setIsDiscussing] = useState(false);
  const layout = useLayout();
  const isNarrow = useIsNarrow();
  const isTiny = useMedia("(max-width: 379px)");
  const isInBar = (id: string) => inBar.has(id) && !(isTiny && inMenuOfTiny.has(id));
  const keymap = useKeymap();
  const verbs = row ? verbsFor([row]) : [];
  const at = list.rows.findIndex((candidate) => candidate.id === list.place.conversationId);
  const [before, after] = [at > 0 ? list.rows[at - 1] : undefined, at === -1 ? undefined : list.rows[at + 1]];
  return (
    <div role="toolbar" className="flex h-11 shrink-0 items-center gap-1 border-b px-2.5 max-md:h-14 max-md:px-1">
      <IconButton
        label={t("back")}
        keys={keymap["list.close"][0]}
        onClick={list.close}
        className={layout === "list" ? "" : "md:hidden"}
      >
        <ArrowLeft aria-hidden="true" />
      </IconButton>
      {verbs
        .filter((verb) => isInBar(verb.id))
        .map((verb) => (
          <IconButton key={verb.id} label={verb.label} keys={verb.keys} onClick={verb.run}>
            {verb.id === "unstar" ? (
              <span className="[&_svg]:fill-warning [&_svg]:text-warning">{verb.icon}</span>
            ) : (
              verb.icon
            )}
          </IconButton>
        ))}
      <span className="flex-1" />
      <span className="flex max-md:hidden">
        <IconButton
          label={tMail("keys.previous")}
          keys={keymap["list.previous"][0]}
          disabled={!before}
          onClick={() => before && list.open(before.id)}
        >
          <ChevronUp aria-hidden="true" />
        </IconButton>
        <IconButton
          label={tMail("keys.next")}
          keys={keymap["list.next"][0]}
          disabled={!after}
          onClick={() => after && list.open(after.id)}
        >
          <ChevronDown aria-hidden="true" />
        </IconButton>
      </span>
      <Menu
        trigger={
          <IconButton label={tMail("act.more")}>
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        entries={[
          // Beside the list there are buttons for it; a finger can also push the page aside.
          ...(isNarrow
            ? [
                { label: tMail("keys.previous"), icon: <ChevronUp aria-hidden="true" />, row: before },
                { label: tMail("keys.next"), icon: <ChevronDown aria-hidden="true" />, row: after },
              ].map(({ row: other, ...entry }) => ({
                ...entry,
                isDisabled: !other,
                onSelect: () => other && list.open(other.id),
              }))
            : []),
          ...menuOf(verbs.filter((verb) => !isInBar(verb.id))),
          ...(row
            ? [
                {
                  label: tMessage("menu.printAll"),
                  icon: <Printer aria-hidden="true" />,
                  onSelect: () => openPrint(row.id, { images: false }),
                },
                {
                  label: tChat("discuss"),
                  icon: <MessagesSquare aria-hidden="true" />,
                  onSelect: () => setIsDiscussing(true),
                },
              ]
            : []),
        ]}
      />
      {isDiscussing && row ? <Discuss conversationId={row.id} onClose={() => setIsDiscussing(false)} /> : null}
    </div>
  );
}
