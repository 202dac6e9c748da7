import type { ChangePermit } from '../../src/services/mutations/one-change.js';

/** A change without a key and without guard rails. */
export const FREELY: ChangePermit = {
  use: { earlier: null, async intend() {}, async withdraw() {} },
  guarded: (send) => send(),
};
