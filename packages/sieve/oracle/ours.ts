import { type Action, parseScript, runScript, sieveMessage } from "../src/index.ts";

/** What we would do, in the words of the oracle. */
export async function ourActions(
  script: string,
  message: Buffer,
  envelope: { from: string; to: string },
): Promise<string[]> {
  const parsed = parseScript(script);
  if (!parsed.script) return ["invalid"];
  const options = {
    now: new Date(),
    environment: { name: "Carbyne", phase: "post" },
    vacation: { minSeconds: 86_400, maxSeconds: 366 * 86_400 },
  };
  const outcome = await runScript(parsed.script, sieveMessage({ raw: message, envelope }), options);
  if (outcome.problems.length > 0) return ["failed"];
  return outcome.actions.map(describe).sort();
}

function describe(action: Action): string {
  switch (action.kind) {
    case "keep":
      return `keep${flags(action)}`;
    case "fileinto":
      // They know the inbox as a folder like others.
      return `${action.mailbox === "INBOX" ? "keep" : `fileinto ${action.mailbox}`}${flags(action)}`;
    case "redirect":
      return `redirect ${action.address}`;
    case "discard":
      return "discard";
    case "reject":
      return `reject ${action.reason.replaceAll("\r\n", "??")}`;
    case "vacation":
      return `vacation ${action.seconds}`;
  }
}

function flags({ flags: list }: { flags: readonly string[] }): string {
  return list.length === 0 ? "" : ` [${list.join(" ").toLowerCase()}]`;
}
