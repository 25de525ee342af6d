/** One option of a field whose options depend on other fields. */
export interface Option {
  /** Value of the field if this option is chosen. */
  value: string | number | boolean;
  /** Text for people. */
  label: string;
  description?: string;
}

/** Some of the options; `cursor`, if any, is the argument for the next page. */
export interface OptionPage {
  options: Option[];
  cursor?: string;
}

/** Result of a function that `{@options …}` names: all options, or a page of them. */
export type Options = Option[] | OptionPage;
