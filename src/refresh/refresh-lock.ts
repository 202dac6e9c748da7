/** Who looks, when several instances want to know the same. */
export interface RefreshLock {
  /**
   * Looks at what is old, except at what another instance is looking at already: that is waited for.
   * @param of - what the names are of, the same on every instance
   * @param isStale - asked again and again; false once anybody's look has come
   */
  refresh(
    of: string,
    names: readonly string[],
    isStale: (name: string) => boolean,
    refreshNames: (names: readonly string[]) => Promise<void>,
  ): Promise<void>;
}

/** One instance has nobody to wait for. */
export const noRefreshLock: RefreshLock = {
  refresh: (_of, names, _isOld, refreshNames) => refreshNames(names),
};
