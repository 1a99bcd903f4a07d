import { Badge, IconButton, Select, Skeleton, showToast } from "@carbyne/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useDates } from "../../../client/dates.ts";
import { type Outputs, server } from "../../../client/server.ts";
import { useProtocols } from "../../devices/app-password-list.tsx";
import type { AccountRow } from "../types.ts";
import { useTell } from "../use-tell.ts";

type Program = Outputs["admin"]["accounts"]["programs"]["appPasswords"][number];

const requirements = ["inherit", "on", "off"] as const;
type Requirement = (typeof requirements)[number];
const answers: Record<Requirement, boolean | null> = { inherit: null, on: true, off: false };

function useProgramVerbs() {
  const queryClient = useQueryClient();
  const tell = useTell();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: ["admin", "programs"] });
  return {
    require: useMutation({
      mutationFn: (input: { id: string; isOn: boolean | null }) =>
        server.admin.accounts.requireAppPasswords.mutate(input),
      onSuccess,
      onError: tell,
    }),
    revoke: useMutation({
      mutationFn: (input: { id: string; appPasswordId: string }) => server.admin.accounts.revokeProgram.mutate(input),
      onSuccess,
      onError: tell,
    }),
  };
}

/** The programs that an account signs in with: what they need, and those that have an app password. */
export function AccountPrograms({ account }: { account: AccountRow }) {
  const t = useTranslations("admin.programs");
  const id = useId();
  const { require, revoke } = useProgramVerbs();
  const programs = useQuery({
    queryKey: ["admin", "programs", account.id],
    queryFn: () => server.admin.accounts.programs.query({ id: account.id }),
  });
  if (!programs.data) return <Skeleton className="m-4 h-24" />;
  const { appPasswords, ownRequirement, isRequired } = programs.data;
  const own = requirements.find((one) => answers[one] === ownRequirement) ?? "inherit";
  return (
    <section className="flex flex-col gap-4 p-4">
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id} className="text-13 font-medium">
          {t("signIn")}
        </label>
        <Select
          id={id}
          describedBy={`${id}-hint`}
          value={own}
          options={requirements.map((value) => ({ value, label: t(value) }))}
          onChange={(value) => require.mutate({ id: account.id, isOn: answers[value] })}
        />
        <p id={`${id}-hint`} className="text-12 text-faint">
          {isRequired ? t("isRequired") : t("isNotRequired")}
        </p>
      </div>
      <div>
        <h3 className="mb-2 text-14 font-semibold">{t("title")}</h3>
        {appPasswords.length === 0 ? (
          <p className="text-13 text-muted">{t("none")}</p>
        ) : (
          <ul aria-label={t("title")} className="rounded-2 border">
            {appPasswords.map((program) => (
              <ProgramRow
                key={program.id}
                program={program}
                onRevoke={() =>
                  revoke.mutate(
                    { id: account.id, appPasswordId: program.id },
                    { onSuccess: () => showToast({ text: t("revoked", { name: program.name }) }) },
                  )
                }
              />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function ProgramRow({ program, onRevoke }: { program: Program; onRevoke: () => void }) {
  const t = useTranslations("devices.programs");
  const protocols = useProtocols();
  const dates = useDates();
  const { name, scopes, lastUse, isOver } = program;
  const use = lastUse
    ? t("used", { when: dates.brief(lastUse.at), protocol: protocols([lastUse.via]), ip: lastUse.ip ?? "" })
    : t("never");
  return (
    <li className="flex items-center gap-2 border-b px-3 py-2 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="truncate text-14 font-medium">{name}</p>
        <p className="text-13 text-muted">
          {protocols(scopes)} · {use}
        </p>
      </div>
      {isOver ? <Badge tone="warning" text={t("over")} /> : null}
      <IconButton label={t("revoke", { name })} size="small" onClick={onRevoke}>
        <X aria-hidden="true" />
      </IconButton>
    </li>
  );
}
