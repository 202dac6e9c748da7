import type { AccountRegion } from '../domain/arn.js';
import type { Cursor } from '../domain/event.js';
import type { Session } from '../services/session.js';

/** What resolvers see of one GraphQL operation. */
export interface Context {
  readonly session: Session;
  readonly gateway: GatewayFacts;
  /** Where a subscriber left off, as its transport has it (SSE's Last-Event-ID); wins over the argument `after`. */
  readonly resumeAfter?: Cursor | null;
}

/** The gateway itself, as it says of itself. */
export interface GatewayFacts {
  readonly version: string;
  readonly upstream: 'EMULATOR' | 'AWS';
  readonly accounts: readonly AccountRegion[];
}
