import type en from "../messages/en.json";
import type { locales } from "./locale.ts";

// A key that the English catalogue lacks does not compile; a test compares the other catalogues with it.
declare module "next-intl" {
  interface AppConfig {
    Messages: typeof en;
    Locale: (typeof locales)[number];
  }
}
