import type { QueryClient } from "@tanstack/react-query";
import { identitiesOptions, type Identity, type Signature, signaturesOptions } from "../../../identities/api.ts";
import { chooseIdentity } from "../../../identities/choose-identity.ts";
import type { AttachmentRef, DraftContent } from "../../types.ts";

/** Whether it answers or passes on a message, which may have a signature of its own. */
export function isAnswer(content: Pick<DraftContent, "inReplyToMessageId" | "forwardOfMessageId">): boolean {
  return content.inReplyToMessageId !== undefined || content.forwardOfMessageId !== undefined;
}

/** The signature that an identity has below new messages or below answers. */
export function signatureOf(
  identity: Identity | undefined,
  { signatures, isReply }: { signatures: readonly Signature[]; isReply: boolean },
): Signature | null {
  const id = isReply ? identity?.replySignatureId : identity?.newSignatureId;
  return signatures.find((one) => one.id === id) ?? null;
}

/** The files with the pictures of a signature, each once. */
export function withPictures(files: readonly AttachmentRef[], signature: Signature | null): AttachmentRef[] {
  const known = new Set(files.flatMap((file) => ("uploadId" in file ? [file.uploadId] : [])));
  return [...files, ...(signature?.pictures ?? []).filter((picture) => !known.has(picture.uploadId))];
}

/** As whom a new message or an answer begins, and with which signature. Without an answer of the server one can write all the same. */
export async function startAs(
  queryClient: QueryClient,
  content: DraftContent,
): Promise<{ content: DraftContent; signature: string }> {
  const [identities, signatures] = await Promise.all([
    queryClient.fetchQuery(identitiesOptions).catch((): Identity[] => []),
    queryClient.fetchQuery(signaturesOptions).catch((): Signature[] => []),
  ]);
  const identity = chooseIdentity(identities, content);
  if (!identity) return { content, signature: "" };
  const signature = signatureOf(identity, { signatures, isReply: isAnswer(content) });
  const { fromAddress = identity.address } = content;
  const attachments = content.text === undefined ? withPictures(content.attachments, signature) : content.attachments;
  return {
    content: { ...content, identityId: identity.id, fromAddress, attachments },
    signature: signature?.html ?? "",
  };
}
