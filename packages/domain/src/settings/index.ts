export { type SettingKey, type SettingScope, type SettingValue, settings } from "./registry.ts";
export { type Resolved, resolveSettings, writeSetting } from "./resolve.ts";
