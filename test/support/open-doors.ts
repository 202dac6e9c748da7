import { noAudit } from '../../src/audit/port.js';
import { LOCAL_OWNER } from '../../src/domain/caller.js';
import type { CreateContext } from '../../src/graphql/create-context.js';
import type { Doors } from '../../src/server/doors.js';
import { unwatched } from '../../src/server/port.js';
import type { Services } from '../../src/services/session.js';

/** What protects, for tests of something else: it lets everything pass. */
export const UNPROTECTED: Pick<Services, 'audit' | 'rails' | 'onDefect'> = {
  audit: noAudit,
  rails: {
    maxInferenceUnits: null,
    maxRunningModels: null,
    isReadOnly: async () => false,
    isBucketAllowed: () => true,
  },
  onDefect(error) {
    throw error;
  },
};

/** Doors that let everybody in, with everything. */
export function openDoors(createContext: CreateContext): Doors {
  return {
    authenticate: async () => LOCAL_OWNER,
    gate: ({ query }) => query,
    quotas: { takeRequest: () => {}, takeSubscription: () => () => {}, takeSocket: () => () => {} },
    createContext,
    watch: unwatched,
    admitsPage: () => true,
    introspection: true,
  };
}
