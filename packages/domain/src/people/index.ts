export { suggestPeople } from "./suggest.ts";
