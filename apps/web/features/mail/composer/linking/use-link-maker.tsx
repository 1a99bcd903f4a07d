import { type ReactNode, useState } from "react";
import { lazyLayer } from "../../../../client/lazy-layer.tsx";
import { addressOf, useLinkRules, useLinkVerbs } from "../../../links/own/api.ts";
import { newDraft, noRules, termsOf } from "../../../links/own/draft.ts";
import type { LinkDialogProps, MadeLink } from "../../../links/own/link-dialog.tsx";

const LinkDialog = lazyLayer<LinkDialogProps>(
  () => import("../../../links/own/link-dialog.tsx").then((module) => module.LinkDialog),
  { cancel: ({ onClose }) => onClose() },
);

/** A file of Files that a message links to instead of carrying it. */
export interface LinkedFile {
  id: string;
  name: string;
  sizeBytes: number;
}

export interface FileLink extends LinkedFile {
  address: string;
  /** ISO 8601. */
  expiresAt: string | null;
}

export interface LinkMaker {
  isAllowed: boolean;
  /** Null when the person gave it up. */
  make: (file: LinkedFile) => Promise<FileLink | null>;
  dialog: ReactNode;
}

/** How long a file that was sent is there, unless an administrator wants less. */
const openDays = 30;

/** Makes links for a message: by themselves, or after asking for the code that an administrator wants. */
export function useLinkMaker(): LinkMaker {
  const { data: rules = noRules } = useLinkRules();
  const { create } = useLinkVerbs();
  const [asked, setAsked] = useState<{ file: LinkedFile; end: (made: MadeLink | null) => void } | null>(null);
  const made = async (file: LinkedFile): Promise<MadeLink | null> => {
    if (rules.needsCode)
      return new Promise((resolve) => {
        setAsked({
          file,
          end: (answer) => {
            setAsked(null);
            resolve(answer);
          },
        });
      });
    const draft = newDraft({ ...rules, mostDays: Math.min(openDays, rules.mostDays || openDays) });
    const terms = termsOf(draft);
    const { token } = await create.mutateAsync({ nodeId: file.id, kind: "download", isForMail: true, ...terms });
    return { token, expiresAt: terms.expiresAt };
  };
  return {
    isAllowed: rules.isAllowed,
    make: async (file) => {
      const link = await made(file);
      return link && { ...file, address: addressOf(link.token), expiresAt: link.expiresAt };
    },
    dialog: asked ? (
      <LinkDialog
        node={{ ...asked.file, kind: "file" }}
        link={null}
        onClose={() => asked.end(null)}
        onMade={asked.end}
      />
    ) : null,
  };
}
