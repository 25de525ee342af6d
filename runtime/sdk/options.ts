/** One choice of a field whose options depend on other fields. */
export interface Option {
  /** What the field's value becomes. */
  value: string | number | boolean;
  /** What people read. */
  label: string;
  description?: string;
}

/** Some of the choices; `cursor`, if any, is what the next page is asked for with. */
export interface OptionPage {
  options: Option[];
  cursor?: string;
}

/** What a function that `{@options …}` names returns: all choices, or a page of them. */
export type Options = Option[] | OptionPage;
