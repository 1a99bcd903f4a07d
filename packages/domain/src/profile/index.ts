export { ownSettings, setOwnSetting } from "./own-settings.ts";
