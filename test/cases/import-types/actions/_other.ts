export interface Other {
  /** Its text. */
  text: string;
}
