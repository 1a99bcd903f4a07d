export {
  listTemplates,
  removeTemplate,
  restoreTemplate,
  saveTemplate,
  type Template,
  type TemplateContent,
} from "./templates.ts";
