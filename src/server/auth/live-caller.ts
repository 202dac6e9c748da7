import type { Clock } from '../../clock.js';
import type { Caller } from '../../domain/caller.js';
import type { Grant } from '../../domain/grant.js';
import type { EpochMs } from '../../domain/model.js';
import type { AuthSettings } from './settings.js';

/** What the settings say of a caller. */
export interface Standing {
  readonly grants: readonly Grant[];
  /** When the grants end; null if they never do. */
  readonly until: EpochMs | null;
}

const NO_GRANTS: readonly Grant[] = [];

/** A caller whose grants follow the settings: found again only when those are others. */
export function liveCaller(
  subject: string,
  expiresAt: EpochMs | null,
  clock: Clock,
  current: () => AuthSettings,
  find: (settings: AuthSettings) => Standing,
): Caller {
  let foundIn: AuthSettings | null = null;
  let found: Standing = { grants: NO_GRANTS, until: null };
  return {
    subject,
    expiresAt,
    get grants() {
      const settings = current();
      if (settings !== foundIn) {
        found = find(settings);
        foundIn = settings;
      }
      return found.until !== null && found.until <= clock.now() ? NO_GRANTS : found.grants;
    },
  };
}
