/** Where to go after signing in: a path of this site, and nothing that a browser could read as another site. */
export function returnPath(to: string | undefined): string {
  if (to === undefined || !/^\/(?![/\\])/.test(to)) return "/";
  try {
    const base = "https://here.invalid";
    const url = new URL(to, base);
    return url.origin === base && !url.pathname.startsWith("/sign-in") ? url.pathname + url.search : "/";
  } catch {
    return "/";
  }
}
