/** The longest that lists are, as far as a caller may know; Infinity where nothing is known. */
export interface ListSizes {
  /** Projects of all accounts and regions. */
  readonly projects: number;
  /** Model versions of one project. */
  readonly modelVersions: number;
}

export const UNKNOWN_SIZES: ListSizes = {
  projects: Number.POSITIVE_INFINITY,
  modelVersions: Number.POSITIVE_INFINITY,
};
