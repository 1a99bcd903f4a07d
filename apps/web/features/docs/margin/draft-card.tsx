import { useTranslations } from "next-intl";
import { CommentField } from "../../comments/comment-field.tsx";
import { useCommentVerbs } from "../../comments/use-comment-verbs.ts";
import type { Drafting } from "./drafting.ts";

/** Where a comment on a place is written. */
export function DraftCard({ drafting }: { drafting: Drafting }) {
  const t = useTranslations("docs.comments");
  const verbs = useCommentVerbs();
  if (!drafting.draft) return null;
  return (
    <div className="rounded-2 border border-accent bg-raised p-3 shadow-floating">
      <CommentField
        nodeId={drafting.documentId}
        name={`begin ${drafting.documentId} place`}
        label={t("hint")}
        submit={t("say")}
        hasFocus
        onSubmit={(text) => verbs.say(() => drafting.say(text))}
        onEnd={drafting.end}
      />
    </div>
  );
}
