import { Folder, Tag } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type Command, useCommands } from "../../../client/commands.ts";
import { goTo } from "../../../client/place.ts";
import { useOwnerNames } from "../../sharing/owner-name.ts";
import { useMailboxes } from "../api.ts";
import { useMailboxName } from "../mailbox-name.ts";
import { boxHref } from "../place.ts";
import { useTags } from "../tags/api.ts";
import { boxOfTag } from "../tags/tag-place.ts";

/** Those of one's own have a command with a key, see `use-mail-commands.tsx`. */
const keyed: readonly (string | null)[] = ["inbox", "snoozed", "drafts", "sent"];

/** Every folder and every tag is one step away in the palette, also those of others. */
export function useFolderCommands(): void {
  const tFrame = useTranslations("frame");
  const { data: mailboxes } = useMailboxes();
  const tags = useTags();
  const nameOf = useMailboxName();
  const ownerOf = useOwnerNames();
  const commands = useMemo(
    (): Command[] => [
      ...(mailboxes ?? [])
        .filter((mailbox) => !mailbox.isOwn || !keyed.includes(mailbox.role))
        .map((mailbox) => {
          const place = [nameOf.path(mailbox, mailboxes ?? []), ownerOf(mailbox)].filter(Boolean).join(" · ");
          return {
            id: `mail.folder.${mailbox.id}`,
            label: tFrame("goTo", { place }),
            section: tFrame("sections.go"),
            icon: <Folder aria-hidden="true" />,
            run: () => goTo(boxHref(mailbox.isOwn ? (mailbox.role ?? mailbox.id) : mailbox.id)),
          };
        }),
      ...tags.map(({ id, keyword, name }) => ({
        id: `mail.tag.${id}`,
        label: tFrame("goTo", { place: name }),
        section: tFrame("sections.go"),
        icon: <Tag aria-hidden="true" />,
        run: () => goTo(boxHref(boxOfTag(keyword))),
      })),
    ],
    [mailboxes, tags, nameOf, ownerOf, tFrame],
  );
  useCommands(commands);
}
