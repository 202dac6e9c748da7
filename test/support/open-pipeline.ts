import type { GraphQLSchema } from 'graphql';
import { noAudit } from '../../src/audit/port.js';
import { LOCAL_OWNER, OWNER_OF_ALL } from '../../src/domain/caller.js';
import { UNKNOWN_SIZES } from '../../src/domain/list-sizes.js';
import { BUILT_IN_PRICES } from '../../src/domain/money/prices.js';
import type { CreateContext } from '../../src/graphql/create-context.js';
import { silentLog } from '../../src/log.js';
import { MemoryRecords } from '../../src/records/memory-records.js';
import type { RequestPipeline } from '../../src/server/execution/request-pipeline.js';
import { createValidate } from '../../src/server/execution/validation.js';
import { DEFAULT_LIMITS, LIMIT_NAMES } from '../../src/server/limits/limits.js';
import { createOperationGate } from '../../src/server/limits/operation-gate.js';
import { createTrustedDocuments } from '../../src/server/limits/trusted-documents.js';
import { unobserved } from '../../src/server/port.js';
import type { Services } from '../../src/services/session.js';

/** What is set, for tests of something else: it lets everything pass. */
export const UNPROTECTED: Pick<
  Services,
  | 'audit'
  | 'guardRails'
  | 'prices'
  | 'readsTags'
  | 'readsUsageMetrics'
  | 'onDefect'
  | 'records'
  | 'stopRules'
  | 'grantsOfAuthor'
> = {
  audit: noAudit,
  prices: BUILT_IN_PRICES,
  readsTags: false,
  readsUsageMetrics: false,
  records: new MemoryRecords(),
  grantsOfAuthor: () => [OWNER_OF_ALL],
  stopRules: { defaultStopAfterMs: null, maxStopAfterMs: null },
  guardRails: {
    maxInferenceUnits: null,
    maxRunningModels: null,
    runningModelsQuota: 2,
    allowsPublicPolicies: true,
    isReadOnly: async () => false,
    isBucketAllowed: () => true,
  },
  onDefect(error) {
    throw error;
  },
};

const trusted = createTrustedDocuments('off', new Map(), silentLog);
const limits = {
  ...DEFAULT_LIMITS,
  ...Object.fromEntries(LIMIT_NAMES.map((it) => [it, Number.POSITIVE_INFINITY])),
};

/** Doors that let everybody in, with everything. */
export function openPipeline(schema: GraphQLSchema, createContext: CreateContext): RequestPipeline {
  return {
    authenticate: async () => LOCAL_OWNER,
    operationGate: createOperationGate({
      schema,
      limits,
      trusted,
      accountRegionCount: 1,
      sizesFor: () => UNKNOWN_SIZES,
    }),
    validate: createValidate(schema, true),
    quotas: {
      takeRequest: () => {},
      takeLoad: () => {},
      turn: () => null,
      measure: () => () => {},
      takeSubscription: () => () => {},
      takeSocket: () => () => {},
    },
    sockets: { trustedProxyHops: 0, messagesPerMinute: null },
    createContext,
    observer: unobserved,
    admitsPage: () => true,
    introspection: true,
  };
}
