import { Button, showToast } from "@carbyne/ui";
import { LogIn, UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../client/words.ts";
import { FileIcon } from "../files/file-icon.tsx";
import { useSession } from "../session/api.ts";
import { joinLink, type LinkAbout, linkBase } from "./api.ts";
import { LinkContent } from "./link-content.tsx";
import { LinkFrame } from "./link-screen.tsx";

/** What is offered to people with an account here: they take it, or sign in first and come back. */
export function LinkJoin({ token, link }: { token: string; link: LinkAbout }) {
  const t = useTranslations("links.page");
  const words = useWords();
  const { data: me, isPending } = useSession();
  const [isBusy, setIsBusy] = useState(false);
  const [isVisiting, setIsVisiting] = useState(false);
  const join = async () => {
    setIsBusy(true);
    try {
      const { nodeId } = await joinLink(token);
      // A whole load: from here on it is the app.
      window.location.assign(`/files/${link.nodeKind === "folder" ? nodeId : "shared"}`);
    } catch (error) {
      setIsBusy(false);
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
    }
  };
  if (isVisiting) return <LinkContent token={token} link={link} />;
  return (
    <LinkFrame link={link}>
      <section className="m-auto flex w-full max-w-[420px] flex-col items-center gap-4 rounded-3 border bg-surface p-8 text-center">
        <FileIcon node={{ kind: link.nodeKind, mime: "" }} className="size-12! [&_svg]:size-6!" />
        <div>
          <h1 dir="auto" className="text-20 font-semibold wrap-anywhere">
            {t("joinTitle", { name: link.name })}
          </h1>
          <p className="mt-1 text-14 text-muted">{t(`joinHint.${link.role ?? "read"}`, { name: link.by })}</p>
        </div>
        {link.description === "" ? null : (
          <p dir="auto" className="text-14 wrap-anywhere whitespace-pre-line">
            {link.description}
          </p>
        )}
        {me || isPending ? (
          <Button look="primary" size="large" isBusy={isBusy || isPending} onClick={() => void join()}>
            <UserPlus aria-hidden="true" />
            {t("join")}
          </Button>
        ) : (
          <Button look="primary" size="large" asChild>
            <a href={`/sign-in?to=${encodeURIComponent(linkBase(token))}`}>
              <LogIn aria-hidden="true" />
              {t("signIn")}
            </a>
          </Button>
        )}
        {link.isForVisitors ? (
          <Button size="large" onClick={() => setIsVisiting(true)}>
            {t("visit")}
          </Button>
        ) : null}
      </section>
    </LinkFrame>
  );
}
