import type { Path } from "../backend.ts";
import { DavError } from "../dav-error.ts";

const mostNames = 150;

/** The names in the path of an address, below a prefix such as `/dav/files`; null when it is not below it. */
export function readPath(pathname: string, prefix: string): Path | null {
  if (pathname !== prefix && !pathname.startsWith(`${prefix}/`)) return null;
  const names = pathname
    .slice(prefix.length)
    .split("/")
    .filter((name) => name !== "")
    .map(decode);
  if (names.length > mostNames || names.some((name) => /[/\0]/.test(name))) throw new DavError(400);
  return names;
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    throw new DavError(400);
  }
}

/** The address of a place, as an absolute path: that of a collection ends with a slash. RFC 4918 §5.2. */
export function hrefOf(prefix: string, path: Path, { isCollection }: { isCollection: boolean }): string {
  // An apostrophe would end the values of programs that write them so.
  const names = path.map((name) => encodeURIComponent(name).replaceAll("'", "%27"));
  return [prefix, ...names].join("/") + (isCollection ? "/" : "");
}
