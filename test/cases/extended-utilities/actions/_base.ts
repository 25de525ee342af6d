export interface Base {
  /** The id. @minLength 2 */
  id: string;
  /** How many. @minimum 1 @maximum 5 */
  count: number;
  /** Whether it is on. */
  on?: boolean;
  gone?: string;
}
