import { GatewayError } from '../../../client/index.js';
import type { BoardGatewayQuery } from '../generated.js';
import type { Durations, Histories } from './history.js';
import type { BoardModel, BoardProject } from './model.js';
import type { Recent } from './news.js';
import type { ToldKind } from './told.js';

/** How the page stands with the gateway. Only what is `live` is surely true now. */
export type Connection = 'connecting' | 'live' | 'lost' | 'catching-up';

export type Phase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'failed'; readonly message: string };

/** What the page knows. */
export interface Snapshot {
  readonly phase: Phase;
  readonly connection: Connection;
  /** When the connection was lost; null while it is there. In milliseconds. */
  readonly lostAt: number | null;
  readonly gateway: BoardGatewayQuery['gateway'] | null;
  /** By ARN. */
  readonly projects: ReadonlyMap<string, BoardProject>;
  /** By ARN: all that move, run or have failed, and those of the projects that were opened. */
  readonly models: ReadonlyMap<string, BoardModel>;
  /** ARNs of the projects whose models are all in `models`. */
  readonly complete: ReadonlySet<string>;
  /** What models at rest are searched by; empty: those of projects that were opened are known, and no others. */
  readonly search: string;
  /** How often everything was read: what a page has read besides is older than the last time. */
  readonly reads: number;
  /** Whether all projects are in `projects`. */
  readonly isWhole: boolean;
  readonly histories: Histories;
  readonly durations: Durations;
  /** What was told since the page was opened, newest first. */
  readonly recent: readonly Recent[];
  /** How often something of a kind was told: what a page has read of it is older than the last time. */
  readonly told: ReadonlyMap<ToldKind, number>;
}

export const EMPTY: Snapshot = {
  phase: { kind: 'loading' },
  connection: 'connecting',
  lostAt: null,
  gateway: null,
  projects: new Map(),
  models: new Map(),
  complete: new Set(),
  search: '',
  reads: 0,
  isWhole: false,
  histories: new Map(),
  durations: new Map(),
  recent: [],
  told: new Map(),
};

/** What is known stays on the page, marked as old, unless the caller may not see it any more. */
export function phaseAfter(error: unknown, phase: Phase): Phase {
  if (error instanceof GatewayError && error.code === 'UNAUTHENTICATED') return { kind: 'signed-out' };
  if (phase.kind === 'ready') return phase;
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}
