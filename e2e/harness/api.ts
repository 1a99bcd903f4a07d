/** Asks the API as a page does: a procedure and its input. `cookie` is whose session it is. */
export function ask(url: string, procedure: string, input: unknown, cookie = ""): Promise<Response> {
  return fetch(`${url}/trpc/${procedure}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-carbyne": "1", ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(input),
  });
}

/** Signs in, and answers the cookie of the session. */
export async function signIn(url: string, person: { address: string; password: string }): Promise<string> {
  const answer = await ask(url, "session.signIn", person);
  const cookie = answer.headers.get("set-cookie")?.split(";")[0];
  if (!answer.ok || !cookie) throw new Error(`${person.address} could not sign in: ${await answer.text()}`);
  return cookie;
}
