import type { Widget } from "../../../runtime/contract/manifest.js";

/** Every form component; the type requires that none is missing. */
const widgets: Readonly<Record<Widget, true>> = {
  text: true,
  "text-area": true,
  code: true,
  select: true,
  "multi-select": true,
  "tag-input": true,
  integer: true,
  number: true,
  toggle: true,
  "date-time": true,
  email: true,
  url: true,
  password: true,
  file: true,
  json: true,
};

/** The names of all form components. */
export const widgetNames: readonly string[] = Object.keys(widgets);

/** Returns whether a text names a form component. */
export function isWidget(name: string): name is Widget {
  return Object.hasOwn(widgets, name);
}
