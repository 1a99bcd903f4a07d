import { Avatar, Button, ErrorState, type MenuEntry, Skeleton } from "@carbyne/ui";
import { ArrowDown, ArrowUp, CircleCheck, PenLine, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { lazyLayer } from "../../client/lazy-layer.tsx";
import { useWords } from "../../client/words.ts";
import {
  type Identity,
  type Signature,
  useIdentities,
  useIdentityVerbs,
  useSignatures,
  useSignatureVerbs,
} from "./api.ts";
import { IdentityDialog } from "./identity-dialog.tsx";
import { Line, Lines } from "./lines.tsx";

const SignatureDialog = lazyLayer(() => import("./signature-dialog.tsx").then((module) => module.SignatureDialog), {
  cancel: ({ onClose }) => onClose(),
});

/** As whom the person writes, and what stands below it. */
export function IdentitiesSection() {
  return (
    <>
      <IdentityList />
      <SignatureList />
    </>
  );
}

function IdentityList() {
  const t = useTranslations("identities.identity");
  const words = useWords();
  const identities = useIdentities();
  const verbs = useIdentityVerbs();
  const [asked, setAsked] = useState<Identity | "new" | null>(null);
  const list = identities.data ?? [];

  const move = (at: number, by: number) => {
    const ids = list.map((one) => one.id);
    const [moved] = ids.splice(at, 1);
    if (moved) ids.splice(at + by, 0, moved);
    verbs.order.mutate({ ids });
  };
  const entriesOf = (one: Identity, at: number): MenuEntry[] => [
    { label: t("edit"), icon: <PenLine aria-hidden="true" />, onSelect: () => setAsked(one) },
    {
      label: t("makeDefault"),
      icon: <CircleCheck aria-hidden="true" />,
      isDisabled: one.isDefault || !one.isUsable,
      onSelect: () => verbs.makeDefault.mutate({ id: one.id }),
    },
    { label: t("up"), icon: <ArrowUp aria-hidden="true" />, isDisabled: at === 0, onSelect: () => move(at, -1) },
    {
      label: t("down"),
      icon: <ArrowDown aria-hidden="true" />,
      isDisabled: at === list.length - 1,
      onSelect: () => move(at, 1),
    },
    ...(one.isOwnAddress
      ? []
      : [
          "separator" as const,
          {
            label: t("remove"),
            icon: <Trash2 aria-hidden="true" />,
            onSelect: () => verbs.remove.mutate({ id: one.id, name: one.name }),
          },
        ]),
  ];
  if (identities.isError && !identities.data)
    return (
      <ErrorState {...words(identities.error)} retryLabel={t("retry")} onRetry={() => void identities.refetch()} />
    );
  return (
    <>
      <Lines
        title={t("title")}
        hint={t("hint")}
        empty={null}
        act={
          <Button onClick={() => setAsked("new")}>
            <Plus aria-hidden="true" />
            {t("create")}
          </Button>
        }
      >
        {identities.data ? null : <WaitingLines />}
        {list.map((one, at) => (
          <Line
            key={one.id}
            lead={<Avatar name={one.name} address={one.address} />}
            name={one.name}
            detail={one.isUsable ? one.address : t("unusable", { address: one.address })}
            mark={one.isDefault && list.length > 1 ? t("default") : undefined}
            openLabel={t("edit")}
            menuLabel={t("menu", { name: one.name, address: one.address })}
            onOpen={() => setAsked(one)}
            entries={entriesOf(one, at)}
          />
        ))}
      </Lines>
      {asked === null ? null : (
        <IdentityDialog identity={asked === "new" ? null : asked} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

function SignatureList() {
  const t = useTranslations("identities.signature");
  const signatures = useSignatures();
  const { remove } = useSignatureVerbs();
  const [asked, setAsked] = useState<Signature | "new" | null>(null);
  return (
    <>
      <Lines
        title={t("title")}
        hint={t("hint")}
        empty={signatures.data?.length === 0 ? t("empty") : null}
        act={
          <Button onClick={() => setAsked("new")}>
            <Plus aria-hidden="true" />
            {t("create")}
          </Button>
        }
      >
        {signatures.data ? null : <WaitingLines />}
        {signatures.data?.map((one) => (
          <Line
            key={one.id}
            name={one.name}
            detail={textOf(one.html) || t("blank")}
            openLabel={t("edit")}
            menuLabel={t("menu", { name: one.name })}
            onOpen={() => setAsked(one)}
            entries={[
              { label: t("edit"), icon: <PenLine aria-hidden="true" />, onSelect: () => setAsked(one) },
              "separator",
              {
                label: t("remove"),
                icon: <Trash2 aria-hidden="true" />,
                onSelect: () => remove.mutate({ id: one.id, name: one.name }),
              },
            ]}
          />
        ))}
      </Lines>
      {asked === null ? null : (
        <SignatureDialog signature={asked === "new" ? null : asked} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

function WaitingLines() {
  return [0, 1].map((line) => (
    <li key={line} className="flex h-14 items-center gap-3 px-4" aria-busy="true">
      <Skeleton className="h-4 w-2/3" />
    </li>
  ));
}

/** What HTML says, on one line. */
function textOf(html: string): string {
  const spaced = html.replaceAll(/<(?:br|\/p|\/div|\/li)[^>]*>/gi, " ");
  return (new DOMParser().parseFromString(spaced, "text/html").body.textContent ?? "").replaceAll(/\s+/g, " ").trim();
}
