import { showToast } from "@carbyne/ui";
import { type QueryKey, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type Inputs, type Outputs, server } from "../../client/server.ts";
import { useWords } from "../../client/words.ts";

export type Identity = Outputs["identities"]["list"][number];
export type Signature = Outputs["signatures"]["list"][number];
export type Template = Outputs["templates"]["list"][number];
export type IdentityInput = Inputs["identities"]["save"];
export type TemplateInput = Inputs["templates"]["save"];

/** Known for some minutes without asking; a window that gets the focus again asks after that. */
const staleTime = 60_000;

export const identitiesOptions = {
  queryKey: ["identities"] as const,
  queryFn: (): Promise<Identity[]> => server.identities.list.query(),
  staleTime,
};

export const signaturesOptions = {
  queryKey: ["signatures"] as const,
  queryFn: (): Promise<Signature[]> => server.signatures.list.query(),
  staleTime,
};

export const templatesOptions = {
  queryKey: ["templates"] as const,
  queryFn: (): Promise<Template[]> => server.templates.list.query(),
  staleTime,
};

/** The identities that the person can write as. */
export function useIdentities() {
  return useQuery(identitiesOptions);
}

/** The person's signatures. */
export function useSignatures() {
  return useQuery(signaturesOptions);
}

/** The person's templates. */
export function useTemplates() {
  return useQuery(templatesOptions);
}

/** A verb that tells in words why it failed, and brings the lists up to date when it did not. */
function useVerb<Input, Output>(keys: readonly QueryKey[], mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  const words = useWords();
  return useMutation({
    mutationFn,
    onSuccess: async () => {
      for (const queryKey of keys) await queryClient.invalidateQueries({ queryKey });
    },
    onError: (error) => {
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
    },
  });
}

const identitiesKey = [identitiesOptions.queryKey];
const signatureKeys = [signaturesOptions.queryKey, identitiesOptions.queryKey];
const templatesKey = [templatesOptions.queryKey];

/** What can be done with identities; one that is taken away comes back with Undo. */
export function useIdentityVerbs() {
  const t = useTranslations("identities");
  const restore = useVerb(identitiesKey, (input: { id: string }) => server.identities.restore.mutate(input));
  const remove = useVerb(identitiesKey, async ({ id, name }: { id: string; name: string }) => {
    await server.identities.remove.mutate({ id });
    const undo = { label: t("undo"), run: () => restore.mutate({ id }) };
    showToast({ text: t("identity.removed", { name }), action: undo });
  });
  return {
    save: useVerb(identitiesKey, (input: IdentityInput) => server.identities.save.mutate(input)),
    makeDefault: useVerb(identitiesKey, (input: { id: string }) => server.identities.makeDefault.mutate(input)),
    order: useVerb(identitiesKey, (input: { ids: string[] }) => server.identities.order.mutate(input)),
    remove,
  };
}

/** What can be done with signatures. */
export function useSignatureVerbs() {
  const t = useTranslations("identities");
  const restore = useVerb(signatureKeys, (input: { id: string }) => server.signatures.restore.mutate(input));
  const remove = useVerb(signatureKeys, async ({ id, name }: { id: string; name: string }) => {
    await server.signatures.remove.mutate({ id });
    const undo = { label: t("undo"), run: () => restore.mutate({ id }) };
    showToast({ text: t("signature.removed", { name }), action: undo });
  });
  const save = useVerb(signatureKeys, (input: Inputs["signatures"]["save"]) => server.signatures.save.mutate(input));
  return { save, remove };
}

/** What can be done with templates. */
export function useTemplateVerbs() {
  const t = useTranslations("identities");
  const restore = useVerb(templatesKey, (input: { id: string }) => server.templates.restore.mutate(input));
  const remove = useVerb(templatesKey, async ({ id, name }: { id: string; name: string }) => {
    await server.templates.remove.mutate({ id });
    const undo = { label: t("undo"), run: () => restore.mutate({ id }) };
    showToast({ text: t("template.removed", { name }), action: undo });
  });
  const save = useVerb(templatesKey, (input: TemplateInput) => server.templates.save.mutate(input));
  return { save, remove };
}
