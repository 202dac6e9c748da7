/** Which instance refreshes when several want to refresh the same. */
export interface RefreshLock {
  /**
   * Refreshes the names that are stale. Waits for those that another instance is refreshing already.
   * @param of - what the names are of, the same on every instance
   * @param isStale - called again and again; false once a refresh of any instance is in the catalog
   */
  refresh(
    of: string,
    names: readonly string[],
    isStale: (name: string) => boolean,
    refreshNames: (names: readonly string[]) => Promise<void>,
  ): Promise<void>;
}

/** For a single instance: it never waits. */
export const noRefreshLock: RefreshLock = {
  refresh: (_of, names, _isOld, refreshNames) => refreshNames(names),
};
