"use client";

import { Button, Drawer, IconButton } from "@carbyne/ui";
import { PenLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useKey } from "../../client/keys/keymap-store.ts";
import { lazyLayer } from "../../client/lazy-layer.tsx";
import { useIsNarrow } from "../../client/media.ts";
import { AppFrame } from "../frame/app-frame.tsx";
import { compose } from "./compose.ts";
import { useTemplateCommands } from "./composer/sending/use-template-commands.tsx";
import { ConversationList } from "./list/conversation-list.tsx";
import { ListHeader } from "./list/list-header.tsx";
import { useMailList } from "./list/use-mail-list.ts";
import { MailPanes } from "./mail-panes.tsx";
import { useMailPlace } from "./place.ts";
import { ReadingPane } from "./reading/reading-pane.tsx";
import { HitsOf } from "./search/hits-in-text.tsx";
import { SearchBar } from "./search/search-bar.tsx";
import { SearchField } from "./search/search-field.tsx";
import { FolderDialogs } from "./sidebar/folder-dialogs.tsx";
import { MailSidebar } from "./sidebar/mail-sidebar.tsx";
import type { Asked } from "./verbs/verb-dialogs.tsx";
import { useFolderCommands } from "./verbs/use-folder-commands.tsx";
import { useMailCommands } from "./verbs/use-mail-commands.tsx";
import { type Perform, usePerform } from "./verbs/use-perform.ts";
import { type AskingVerb, useVerbs } from "./verbs/verbs.tsx";
import type { ConversationRow } from "./types.ts";

/** Nothing is asked on the first page. */
const VerbDialogs = lazyLayer(() => import("./verbs/verb-dialogs.tsx").then((module) => module.VerbDialogs), {
  cancel: ({ onClose }) => onClose(),
});
const composeNew = () => compose({ kind: "new" });

/** Mail: folders, the list of one of them or of a search, and the conversation that is open. */
export function MailScreen() {
  const t = useTranslations("mail");
  const isNarrow = useIsNarrow();
  const composeKey = useKey("mail.compose");
  const place = useMailPlace();
  const list = useMailList(place);
  const perform = usePerform(list, { isNarrow });
  const [asked, setAsked] = useState<Asked>(null);
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const ask = useCallback((verb: AskingVerb, rows: readonly ConversationRow[]) => setAsked({ verb, rows }), []);
  const verbsFor = useVerbs(list, perform, ask);
  useTemplateCommands();
  useMailCommands({ list, verbsFor, search, compose: composeNew });
  useFolderCommands();
  const closeAsked = useCallback(() => setAsked(null), []);
  const isReading = place.conversationId !== null;
  const dropped = useMemo(
    (): Perform => ({
      ...perform,
      moveTo: (rows, target) => (target.role === "snoozed" ? ask("snooze", rows) : perform.moveTo(rows, target)),
    }),
    [perform, ask],
  );
  const sidebar = (isFolded: boolean) => <MailSidebar isFolded={isFolded} list={list} perform={dropped} />;
  useTitle(list.mailbox?.role === "inbox" ? list.mailbox.unseen : 0, t("title"));

  return (
    <FolderDialogs place={place}>
      <HitsOf place={place}>
        <AppFrame
          module="mail"
          sidebarLabel={t("sidebar")}
          sidebar={sidebar}
          search={<SearchField place={place} input={search} />}
          newAction={
            <Button look="primary" onClick={composeNew}>
              <PenLine aria-hidden="true" />
              {t("newMessage")}
            </Button>
          }
          isDetail={isReading}
        >
          <MailPanes
            isReading={isReading}
            list={
              <>
                <ListHeader list={list} verbsFor={verbsFor} onFolders={() => setIsDrawerOpen(true)} />
                {place.kind === "search" && place.text !== "" ? (
                  <SearchBar text={place.text} sort={place.sort} />
                ) : null}
                <ConversationList list={list} verbsFor={verbsFor} />
              </>
            }
            reading={<ReadingPane list={list} verbsFor={verbsFor} />}
          />
        </AppFrame>
        {isReading ? null : (
          <IconButton
            label={t("newMessage")}
            keys={composeKey}
            side="left"
            onClick={composeNew}
            className="fixed end-4 bottom-[calc(76px+var(--toasts,0px))] z-10 size-14! rounded-[18px] bg-accent! text-on-accent! shadow-floating md:hidden"
          >
            <PenLine aria-hidden="true" />
          </IconButton>
        )}
        <Drawer
          isOpen={isDrawerOpen && isNarrow}
          onClose={() => setIsDrawerOpen(false)}
          side="start"
          title={t("title")}
          closeLabel={t("close")}
        >
          <nav aria-label={t("sidebar")} className="px-2 pb-4 text-13">
            <MailSidebar isFolded={false} list={list} perform={dropped} onGo={() => setIsDrawerOpen(false)} />
          </nav>
        </Drawer>
        {asked ? <VerbDialogs asked={asked} onClose={closeAsked} perform={perform} from={list.mailbox} /> : null}
      </HitsOf>
    </FolderDialogs>
  );
}

/** The tab says how many are unread. */
function useTitle(unread: number, title: string): void {
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${title} · Carbyne` : `${title} · Carbyne`;
  }, [unread, title]);
}
