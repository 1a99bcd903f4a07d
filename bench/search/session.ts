import type { Account } from "../servers.ts";

/** Signs in over the API and answers a way to search: the number of lines that came. */
export async function signedIn(origin: string, account: Account): Promise<(text: string) => Promise<number>> {
  const signIn = await fetch(`${origin}/trpc/session.signIn`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-carbyne": "1" },
    body: JSON.stringify({ address: account.user, password: account.password }),
  });
  const cookie = (signIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  if (!signIn.ok || cookie === "") throw new Error(`sign-in failed: ${signIn.status}`);
  return async (text) => {
    const input = encodeURIComponent(JSON.stringify({ text }));
    const answer = await fetch(`${origin}/trpc/conversations.search?input=${input}`, {
      headers: { cookie, "x-carbyne": "1" },
    });
    if (!answer.ok) throw new Error(`search for ${text}: ${answer.status} ${await answer.text()}`);
    const page: { result: { data: { items: unknown[] } } } = JSON.parse(await answer.text());
    return page.result.data.items.length;
  };
}
