import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { activityQuery, type Activity as Done, type FileNode } from "../api.ts";
import { DetailsPart } from "./details-pane.tsx";

const known = [
  "created",
  "uploaded",
  "renamed",
  "moved",
  "moved-in",
  "moved-out",
  "copied",
  "described",
  "trashed",
  "restored",
  "handed-over",
  "version-restored",
] as const;

/** What was done with an entry, the last first. */
export function Activity({ node }: { node: FileNode }) {
  const t = useTranslations("files.activity");
  const dates = useDates();
  const { data } = useQuery(activityQuery(node.id));
  if (!data || data.length === 0) return null;
  const said = ({ verb, isMe, person, detail }: Done) => {
    const what = known.find((one) => one === verb);
    return what === undefined
      ? null
      : t(what, {
          who: isMe ? t("you") : (person ?? t("somebody")),
          isMe: String(isMe),
          from: detail.from ?? "",
          to: detail.to ?? "",
          name: detail.name ?? "",
        });
  };
  return (
    <DetailsPart title={t("title")}>
      <ol className="space-y-2.5 text-13">
        {data.map((one) => (
          <li key={one.id}>
            <p dir="auto" className="wrap-anywhere">
              {said(one)}
            </p>
            <time dateTime={one.at} title={dates.full(one.at)} className="text-12 text-muted">
              {dates.brief(one.at)}
            </time>
          </li>
        ))}
      </ol>
    </DetailsPart>
  );
}
