/** Who looks, when several instances want to know the same. */
export interface LookTurns {
  /**
   * Looks at what is old, except at what another instance is looking at already: that is waited for.
   * @param of - what the names are of, the same on every instance
   * @param isOld - asked again and again; false once anybody's look has come
   */
  look(
    of: string,
    names: readonly string[],
    isOld: (name: string) => boolean,
    look: (names: readonly string[]) => Promise<void>,
  ): Promise<void>;
}

/** One instance has nobody to wait for. */
export const alwaysMyTurn: LookTurns = { look: (_of, names, _isOld, look) => look(names) };
