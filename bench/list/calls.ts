import type { Account } from "../servers.ts";

/** Signs in over the API and answers ways to ask: the procedures on conversations, and any address. */
export async function callsOf(
  origin: string,
  account: Account,
): Promise<{
  query: (procedure: string, input: object) => Promise<unknown>;
  get: (path: string) => Promise<Response>;
}> {
  const signIn = await fetch(`${origin}/trpc/session.signIn`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-carbyne": "1" },
    body: JSON.stringify({ address: account.user, password: account.password }),
  });
  const cookie = (signIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  if (!signIn.ok || cookie === "") throw new Error(`sign-in failed: ${signIn.status}`);
  return {
    get: (path) => fetch(origin + path, { headers: { cookie } }),
    async query(procedure, input) {
      const asked = encodeURIComponent(JSON.stringify(input));
      const answer = await fetch(`${origin}/trpc/conversations.${procedure}?input=${asked}`, {
        headers: { cookie, "x-carbyne": "1" },
      });
      if (!answer.ok) throw new Error(`${procedure} ${asked}: ${answer.status} ${await answer.text()}`);
      const { result }: { result: { data: unknown } } = JSON.parse(await answer.text());
      return result.data;
    },
  };
}
