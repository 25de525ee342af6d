/** Files below the actions folder that are sources or look like it, with the folders that decide them. */
export interface ListedSources {
  /** Paths below the actions folder, sorted. */
  readonly paths: readonly string[];
  /** Folders that were listed, below the actions folder. */
  readonly folders: readonly string[];
  /** True when a link lies there: what it leads to may change while no folder does. */
  readonly hasLinks: boolean;
}
