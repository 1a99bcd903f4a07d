import { showToast } from "@carbyne/ui";
import type { Editor } from "@tiptap/react";
import { useTranslations } from "next-intl";
import { type Identity, type Signature, useIdentities, useSignatures } from "../../../identities/api.ts";
import { chooseIdentity } from "../../../identities/choose-identity.ts";
import { placeSignature } from "../editor/signature-node.ts";
import { placePlainSignature } from "./plain-signature.ts";
import { plainOf } from "../start-content.ts";
import type { Fields } from "../use-composer.ts";
import { isAnswer, signatureOf, withPictures } from "./writer.ts";

export interface Writer {
  identities: readonly Identity[];
  signatures: readonly Signature[];
  current: Identity | undefined;
  fromAddress: string | undefined;
  /** Writes as another identity from now on; its signature takes the place of the one before. */
  writeAs: (identity: Identity) => void;
  sign: (signature: Signature | null) => void;
}

export interface WriterInput {
  editor: Editor;
  fields: Fields;
  change: (part: Partial<Fields>) => void;
  setFields: (change: (now: Fields) => Fields) => void;
  /** Plain text has no editor. */
  plain: { isOn: () => boolean; text: () => string; put: (text: string) => void };
  fail: (error: unknown) => void;
}

const none: readonly never[] = [];

/** As whom the message is written, and the signature below it. */
export function useWriter({ editor, fields, change, setFields, plain, fail }: WriterInput): Writer {
  const t = useTranslations("identities.compose");
  const { data: identities = none } = useIdentities();
  const { data: signatures = none } = useSignatures();

  const place = async (signature: Signature | null, isForced: boolean): Promise<"placed" | "kept"> => {
    const html = signature?.html ?? "";
    const known = signatures.map((one) => one.html);
    if (!plain.isOn()) {
      const done = placeSignature(editor, { html, known, isForced });
      if (done === "placed") setFields((now) => ({ ...now, attachments: withPictures(now.attachments, signature) }));
      return done;
    }
    const texts = await Promise.all(known.map(plainOf));
    const next = placePlainSignature(plain.text(), {
      signature: html ? await plainOf(html) : "",
      known: texts,
      isForced,
    });
    if (next === null) return "kept";
    plain.put(next);
    return "placed";
  };
  const sign = async (signature: Signature | null) => {
    try {
      if ((await place(signature, false)) === "placed") return;
      const run = () => void place(signature, true).catch(fail);
      showToast({ text: t("signatureKept"), action: { label: t("replace"), run } });
    } catch (error) {
      fail(error);
    }
  };
  return {
    identities,
    signatures,
    current: chooseIdentity(identities, fields),
    fromAddress: fields.fromAddress,
    sign: (signature) => void sign(signature),
    writeAs: (identity) => {
      change({ identityId: identity.id, fromAddress: identity.address });
      void sign(signatureOf(identity, { signatures, isReply: isAnswer(fields) }));
    },
  };
}
