import type { AuditEntry } from "../audit/index.ts";

export function auditEntry(action: string, { id, domainId }: { id: string; domainId: string }): AuditEntry {
  return { action, objectKind: "list", objectId: id, domainId };
}
