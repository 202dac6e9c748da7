import type { Caller } from '../../domain/caller.js';
import type { Grant } from '../../domain/grant.js';
import type { EpochMs } from '../../domain/model.js';
import type { AuthSettings } from './settings.js';

/** A caller whose grants follow the settings: found again only when those are others. */
export function liveCaller(
  subject: string,
  expiresAt: EpochMs | null,
  current: () => AuthSettings,
  find: (settings: AuthSettings) => readonly Grant[],
): Caller {
  let foundIn: AuthSettings | null = null;
  let found: readonly Grant[] = [];
  return {
    subject,
    expiresAt,
    get grants() {
      const settings = current();
      if (settings !== foundIn) {
        found = find(settings);
        foundIn = settings;
      }
      return found;
    },
  };
}
