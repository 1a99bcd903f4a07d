import { Skeleton } from "@carbyne/ui";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";

export interface SignatureEditorProps {
  signature: string;
  onSave: (html: string) => void;
}

const SignatureForm = dynamic(() => import("./signature-form.tsx").then((module) => module.SignatureForm), {
  ssr: false,
  loading: () => <Skeleton className="h-40" />,
});

/** What stands below every message. */
export function SignatureEditor(props: SignatureEditorProps) {
  const t = useTranslations("settings.mail");
  return (
    <section>
      <h2 className="mb-1 text-14 font-semibold">{t("signature")}</h2>
      <p className="mb-2 text-13 text-muted">{t("signatureHint")}</p>
      <SignatureForm {...props} />
    </section>
  );
}
