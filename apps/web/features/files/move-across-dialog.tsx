import { Button, Dialog, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useWords } from "../../client/words.ts";
import { type FileNode, moveEffectsQuery, teamsQuery } from "./api.ts";
import type { MoveTarget } from "./move-target.ts";

export interface MoveAcrossDialogProps {
  nodes: readonly FileNode[];
  target: MoveTarget;
  onMove: () => void;
  onClose: () => void;
}

/** Says before entries go over to a team, or out of one, whose they will be and what ends by it. */
export function MoveAcrossDialog({ nodes, target, onMove, onClose }: MoveAcrossDialogProps) {
  const t = useTranslations("files.across");
  const words = useWords();
  const effects = useQuery(moveEffectsQuery(nodes.map((node) => node.id)));
  const { data } = useQuery(teamsQuery);
  const team = data?.teams.find((one) => one.id === target.teamId)?.name ?? target.name;
  const { shares, links } = effects.data ?? { shares: 0, links: 0 };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title", { count: nodes.length, name: nodes[0]?.name ?? "", folder: target.name })}
      description={target.teamId === null ? t("home") : t("into", { team })}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          {/* One that cannot be pressed yet takes no focus: it is another one that can. */}
          <Button
            key={String(effects.isPending)}
            look="primary"
            autoFocus
            disabled={effects.isPending || effects.isError}
            onClick={onMove}
          >
            {t("submit")}
          </Button>
        </>
      }
    >
      <div aria-live="polite" className="text-14">
        {effects.isError ? (
          <p className="text-danger">{words(effects.error).text}</p>
        ) : effects.isPending ? (
          <Skeleton className="h-5 w-2/3" />
        ) : shares + links === 0 ? null : (
          <ul className="space-y-1">
            {shares > 0 ? <li>{t("shares", { count: shares })}</li> : null}
            {links > 0 ? <li>{t("links", { count: links })}</li> : null}
            <li className="text-13 text-muted">{t("back")}</li>
          </ul>
        )}
      </div>
    </Dialog>
  );
}
