/** What a request is answered with instead of what it asked for; `condition` is what stands in the element `error`, written out. RFC 4918 §16. */
export class DavError extends Error {
  readonly status: number;
  readonly condition: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, condition?: string, headers: Readonly<Record<string, string>> = {}) {
    super(`${status} ${condition ?? ""}`.trim());
    this.name = "DavError";
    this.status = status;
    this.condition = condition;
    this.headers = headers;
  }
}
