import { Avatar, Button, Skeleton } from "@carbyne/ui";
import { ImageOff, Info, ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useSizes } from "../../../client/sizes.ts";
import { FileIcon } from "../../files/file-icon.tsx";
import { MessageBody } from "../../mail/reading/message-body.tsx";
import { Notice } from "../../mail/reading/notice.tsx";
import { type MessageFile, useMessageFile } from "../api.ts";
import { Unshown } from "../unshown.ts";
import type { ViewProps } from "../view-props.ts";
import { asUnshown } from "./cards-view.tsx";

type Named = MessageFile["from"][number];
const full = ({ name, address }: Named): string => (name.trim() === "" ? address : `${name} <${address}>`);

/** A message that lies among files, in the frame in which the webmail shows one. */
export function MailView({ file, onFail }: ViewProps) {
  const t = useTranslations("preview.mail");
  const tReading = useTranslations("reading");
  const tMessage = useTranslations("message");
  const dates = useDates();
  const size = useSizes();
  const { data, error } = useMessageFile(file);
  const [isWhole, setIsWhole] = useState(false);
  useEffect(() => {
    if (error) onFail(asUnshown(error));
    else if (data === null) onFail(new Unshown("preview-unknown"));
  }, [error, data, onFail]);
  const [author] = data?.from ?? [];
  const nobody = tReading("toNobody");
  return (
    <div
      data-scrolls=""
      tabIndex={0}
      role="group"
      aria-label={file.name}
      className="min-h-0 flex-1 overflow-auto p-6 outline-none max-md:p-0"
    >
      <article className="mx-auto max-w-[820px] rounded-2 border bg-surface p-6 max-md:rounded-none max-md:border-0 max-md:p-4">
        {!data ? (
          <Skeleton className="h-40" />
        ) : (
          <>
            <h2 dir="auto" className="mb-4 text-20 font-semibold wrap-anywhere">
              {data.subject || tReading("noSubject")}
            </h2>
            <div className="flex items-start gap-3">
              <Avatar name={author?.name ?? ""} address={author?.address ?? ""} />
              <div className="min-w-0 flex-1 text-13">
                <p dir="auto" className="text-14 font-semibold wrap-anywhere">
                  {author ? full(author) : nobody}
                </p>
                <p dir="auto" className="text-muted wrap-anywhere">
                  {tReading("to", { people: [...data.to, ...data.cc].map(full).join(", ") || nobody })}
                </p>
              </div>
              {data.date ? <time className="shrink-0 text-12 text-faint">{dates.full(data.date)}</time> : null}
            </div>
            <Notice icon={<Info aria-hidden="true" />}>{t("unchecked")}</Notice>
            {data.hasRemoteImages ? <Notice icon={<ImageOff aria-hidden="true" />}>{t("pictures")}</Notice> : null}
            <div className="mt-3">
              <MessageBody
                bodyUrl={data.bodyUrl}
                title={tReading("body", { person: author ? full(author) : "" })}
                images={false}
                paper={null}
                length={isWhole ? "all" : "start"}
              />
            </div>
            {data.isLong && !isWhole ? (
              <Notice
                icon={<ScrollText aria-hidden="true" />}
                action={<Button onClick={() => setIsWhole(true)}>{tMessage("long.show")}</Button>}
              >
                {tMessage("long.text")}
              </Notice>
            ) : null}
            {data.attachments.length > 0 ? (
              <section
                aria-label={tReading("attachments", { count: data.attachments.length })}
                className="mt-4 border-t pt-3"
              >
                <ul className="flex flex-wrap gap-2">
                  {data.attachments.map((one, at) => (
                    <li key={at} className="flex max-w-full items-center gap-2 rounded-1 border px-2 py-1.5 text-13">
                      <FileIcon node={{ kind: "file", mime: one.type }} className="size-6! [&_svg]:size-3.5!" />
                      <span dir="auto" className="min-w-0 truncate">
                        {one.name}
                      </span>
                      <span className="text-12 text-faint">{size(one.sizeBytes)}</span>
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
          </>
        )}
      </article>
    </div>
  );
}
