import { Button, Dialog, showToast, Skeleton } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { addressOf, type LinkRules, type OwnLink, useLinkRules, useLinkVerbs } from "./api.ts";
import { draftOf, faultOf, keepRules, newDraft, noRules, termsOf } from "./draft.ts";
import { LinkFields } from "./link-fields.tsx";

export interface LinkDialogProps {
  node: { id: string; name: string; kind: "folder" | "file" };
  /** The one that is changed; null makes another. */
  link: OwnLink | null;
  onClose: () => void;
  /** Takes the link that was made; it is copied when missing. */
  onMade?: (made: MadeLink) => void;
}

export interface MadeLink {
  token: string;
  /** ISO 8601. */
  expiresAt: string | null;
}

/** Makes a link to an entry, whose address is then at hand to be pasted; or gives one other terms. */
export function LinkDialog(props: LinkDialogProps) {
  const t = useTranslations("links");
  const { data, isPending } = useLinkRules();
  if (!isPending) return <LinkForm {...props} rules={data ?? noRules} />;
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={t(props.link ? "changeTitle" : "makeTitle", { name: props.node.name })}
      closeLabel={t("close")}
    >
      <Skeleton className="h-64" />
    </Dialog>
  );
}

function LinkForm({ node, link, rules, onClose, onMade }: LinkDialogProps & { rules: LinkRules }) {
  const t = useTranslations("links");
  const words = useWords();
  const { create, change } = useLinkVerbs();
  const [draft, setDraft] = useState(() => (link ? keepRules(draftOf(link), rules) : newDraft(rules)));
  const [isTried, setIsTried] = useState(false);
  const fault = faultOf(draft, link?.hasCode === true, rules);
  const { kind } = draft;
  const done = async (token: string | null) => {
    onClose();
    const isCopied = token !== null && (await copy(addressOf(token)));
    showToast({ text: link ? t("changed") : isCopied ? t("madeCopied") : t("made") });
  };
  const submit = () => {
    setIsTried(true);
    if (fault !== null) return;
    if (!link) {
      const terms = termsOf(draft);
      const take = onMade && ((token: string) => onMade({ token, expiresAt: terms.expiresAt }));
      create.mutate(
        { nodeId: node.id, kind, isForMail: take !== undefined, ...terms },
        { onSuccess: ({ token }) => (take ? take(token) : void done(token)) },
      );
      return;
    }
    const turned = kind === "download" || kind === "view" ? { kind } : {};
    change.mutate({ id: link.id, ...turned, ...termsOf(draft) }, { onSuccess: () => void done(null) });
  };
  const error = create.error ?? change.error;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={link ? t("changeTitle") : t("makeTitle", { name: node.name })}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={create.isPending || change.isPending} onClick={submit}>
            {link ? t("save") : t("make")}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <LinkFields
          draft={draft}
          fault={isTried ? fault : null}
          isFolder={node.kind === "folder"}
          before={link}
          rules={rules}
          onChange={setDraft}
        />
        {error ? (
          <p role="alert" className="mt-3 text-13 text-danger">
            {words(error).text}
          </p>
        ) : null}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** Puts an address where it can be pasted from; a browser may not allow that. */
export async function copy(address: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    return false;
  }
}
