import { access } from 'node:fs/promises';
import { openFileAudit } from '../audit/file-audit.js';
import { type Audit, noAudit } from '../audit/port.js';
import type { Clock } from '../clock.js';
import type { Protection } from '../config/protection.js';
import type { CreateContext } from '../graphql/create-context.js';
import { createGrowthLimit } from '../growth.js';
import type { Log } from '../log.js';
import type { Authenticator } from '../server/auth/authenticator.js';
import type { RequestPipeline } from '../server/execution/request-pipeline.js';
import { createValidate } from '../server/execution/validation.js';
import { admitsPage, namesLoopback } from '../server/http/origins.js';
import { createOperationGate, type OperationGateOptions } from '../server/limits/operation-gate.js';
import { SubjectQuotas } from '../server/limits/quotas.js';
import { createTrustedDocuments } from '../server/limits/trusted-documents.js';
import type { GuardRails } from '../services/guard-rail-settings.js';

export function openAudit({ auditFile }: Protection, clock: Clock, log: Log): Promise<Audit> {
  if (auditFile === null) return Promise.resolve(noAudit);
  const onFailure = (err: unknown) => log.error({ err }, 'audit cannot be written');
  return openFileAudit(auditFile, clock, onFailure).catch((cause: Error) => {
    throw new Error(`AUDIT_FILE cannot be written: ${cause.message}`, { cause });
  });
}

export function createGuardRails(protection: Protection): GuardRails {
  const { maxInferenceUnits, maxRunningModels, runningModelsQuota, readOnlyFile, allowedBuckets } =
    protection;
  return {
    maxInferenceUnits,
    maxRunningModels,
    runningModelsQuota,
    allowsPublicPolicies: protection.allowsPublicPolicies,
    isReadOnly: async () => readOnlyFile !== null && isThere(readOnlyFile),
    isBucketAllowed: (bucket) => allowedBuckets.some((it) => matches(bucket, it)),
  };
}

/** What all failed sign-ins together may make the log grow in a minute. */
const STRANGERS_BYTES = 900_000;
const MAX_REASON = 300;
/** Of a log line, beside the reason. */
const LINE_BYTES = 100;

/** The answer never has the reason; the operator of the issuer needs it. */
export function logRefusals(clock: Clock, log: Log): (reason: string) => void {
  const growth = createGrowthLimit(clock, STRANGERS_BYTES, ({ counts }) =>
    log.info({ counts }, 'credentials refused, in all'),
  );
  return (told) => {
    const reason = told.slice(0, MAX_REASON);
    if (growth.admits('', reason.length + LINE_BYTES, 'refused')) log.info({ reason }, 'credentials refused');
  };
}

interface PipelineDependencies extends Omit<OperationGateOptions, 'limits' | 'trusted'> {
  readonly authenticator: Authenticator;
  readonly createContext: CreateContext;
  readonly observer: RequestPipeline['observer'];
  readonly clock: Clock;
  readonly log: Log;
}

export function createRequestPipeline(protection: Protection, shared: PipelineDependencies): RequestPipeline {
  const { auth, limits, quotas, trustMode, trustedDocuments, allowedOrigins, introspection } = protection;
  const trusted = createTrustedDocuments(trustMode, trustedDocuments, shared.log);
  return {
    authenticate: shared.authenticator.authenticate,
    operationGate: createOperationGate({ ...shared, limits, trusted }),
    validate: createValidate(shared.schema, introspection),
    quotas: new SubjectQuotas(quotas, shared.clock),
    sockets: {
      trustedProxyHops: protection.trustedProxyHops,
      // Each subscription begins with one message and may end with another.
      messagesPerMinute: quotas.requestsPerMinute === null ? null : 2 * quotas.requestsPerMinute,
    },
    createContext: shared.createContext,
    observer: shared.observer,
    admitsPage: (request) =>
      admitsPage(request, allowedOrigins) && (auth.kind !== 'none' || namesLoopback(request)),
    introspection,
  };
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT', // a file that cannot be read counts as there
  );
}

function matches(bucket: string, allowed: string): boolean {
  return allowed.endsWith('*') ? bucket.startsWith(allowed.slice(0, -1)) : bucket === allowed;
}
