import type { Messages as Words } from "./catalogues.ts";
import type { locales } from "./locale.ts";

// A key that the English catalogue lacks does not compile; a test compares the other catalogues with it.
declare module "next-intl" {
  interface AppConfig {
    Messages: Words;
    Locale: (typeof locales)[number];
  }
}
