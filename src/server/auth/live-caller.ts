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
  return new LiveCaller(subject, expiresAt, clock, current, find);
}

/** A class, because Node 20 gives each object literal with a getter a hidden class of its own. */
class LiveCaller implements Caller {
  private foundIn: AuthSettings | null = null;
  private found: Standing = { grants: NO_GRANTS, until: null };

  constructor(
    readonly subject: string,
    readonly expiresAt: EpochMs | null,
    private readonly clock: Clock,
    private readonly current: () => AuthSettings,
    private readonly find: (settings: AuthSettings) => Standing,
  ) {}

  get grants(): readonly Grant[] {
    const settings = this.current();
    if (settings !== this.foundIn) {
      this.found = this.find(settings);
      this.foundIn = settings;
    }
    const { grants, until } = this.found;
    return until !== null && until <= this.clock.wallNow() ? NO_GRANTS : grants;
  }
}
