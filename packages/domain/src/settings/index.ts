export { type SettingKey, type SettingScope, type SettingValue, settings } from "./registry.ts";
export {
  type Resolved,
  resolveForMany,
  resolveSettings,
  settingsOfDomain,
  settingsOfSpace,
  writeSetting,
} from "./resolve.ts";
