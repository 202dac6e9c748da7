import type { Clock } from '../../clock.js';
import type { Caller } from '../../domain/caller.js';
import type { Grant } from '../../domain/grant.js';
import type { EpochMs } from '../../domain/model.js';
import type { AuthSettings } from './settings.js';

/** A caller's entry in the settings. */
export interface Standing {
  readonly grants: readonly Grant[];
  readonly groups: readonly string[];
  /** Those of the grants that came with a token. */
  readonly tokenGrants: readonly Grant[];
  /** When the credentials end; in the past if they are withdrawn, null if they never do. */
  readonly until: EpochMs | null;
}

const NO_GRANTS: readonly Grant[] = [];
const NOBODY: Standing = { grants: NO_GRANTS, groups: [], tokenGrants: NO_GRANTS, until: null };

/** Notifies of changes of the settings. */
export interface Settings {
  readonly current: () => AuthSettings;
  readonly onChanged: (task: () => void) => () => void;
}

/**
 * A caller with the grants and the end that the settings have now: looked up again only after a change. A class, because
 * Node 20 gives each object literal with a getter a hidden class of its own.
 */
export class LiveCaller implements Caller {
  private foundIn: AuthSettings | null = null;
  private found: Standing = NOBODY;

  constructor(
    readonly subject: string,
    readonly issuer: string | null,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly find: (settings: AuthSettings) => Standing,
  ) {}

  get grants(): readonly Grant[] {
    const { grants, until } = this.standing;
    return until !== null && until <= this.clock.wallNow() ? NO_GRANTS : grants;
  }

  get groups(): readonly string[] {
    return this.standing.groups;
  }

  get tokenGrants(): readonly Grant[] {
    return this.standing.tokenGrants;
  }

  get expiresAt(): EpochMs | null {
    return this.standing.until;
  }

  get onChanged(): Settings['onChanged'] {
    return this.settings.onChanged;
  }

  private get standing(): Standing {
    const settings = this.settings.current();
    if (settings !== this.foundIn) {
      this.found = this.find(settings);
      this.foundIn = settings;
    }
    return this.found;
  }
}
