import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { wordsIn } from "./catalogues.ts";
import { isLocale, localeCookie, negotiateLocale } from "./locale.ts";

/** The language of a request: what was chosen in this browser, else what the browser asks for. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(localeCookie)?.value;
  const locale = isLocale(chosen) ? chosen : negotiateLocale((await headers()).get("accept-language"));
  return { locale, messages: await wordsIn(locale), timeZone: "UTC" };
});
