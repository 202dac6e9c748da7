import { systemClock } from '../../src/clock.js';
import type { GatewayError } from '../../src/domain/errors.js';
import { createAwsUpstream } from '../../src/upstream/aws/aws-upstream.js';
import { AwsCaller } from '../../src/upstream/aws/caller.js';
import type { AccountAccess, AwsEndpoint } from '../../src/upstream/aws/clients.js';
import { Governor } from '../../src/upstream/governor/governor.js';
import type { CallContext, Upstream } from '../../src/upstream/port.js';

/** What changes nothing: all that is ever called on real AWS. */
export type ReadingUpstream = Pick<
  Upstream,
  | 'accounts'
  | 'describeProjects'
  | 'listProjects'
  | 'describeModelVersions'
  | 'listModelVersions'
  | 'listProjectPolicies'
  | 'listTags'
  | 'describeLookoutVisionModel'
  | 'readEvaluationReport'
  | 'readManifestReport'
  | 'readManifestImages'
  | 'budgets'
  | 'close'
>;

export const RATELESS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ...['CreateProject', 'DescribeProjects', 'DeleteProject', 'CreateProjectVersion', 'CopyProjectVersion'],
    ...['DescribeProjectVersions', 'StartProjectVersion', 'StopProjectVersion', 'DeleteProjectVersion'],
    ...['PutProjectPolicy', 'ListProjectPolicies', 'DeleteProjectPolicy', 'ListTagsForResource'],
  ].map((operation) => [operation, 10_000]),
);

/** The AWS adapter, joined as src/app.ts joins it. */
export function anUpstream(
  accounts: readonly AccountAccess[],
  endpoint: AwsEndpoint,
  rates: Readonly<Record<string, number>> = {},
): Upstream {
  const clock = systemClock;
  const governor = new Governor({ clock, accounts, rates });
  const caller = new AwsCaller({ accounts, endpoint, governor, clock });
  return createAwsUpstream(accounts, caller, governor, clock);
}

/** Somebody who waits for `timeoutMs`. */
export function aCallContext(change: Partial<CallContext> = {}, timeoutMs = 10_000): CallContext {
  return {
    priority: 'interactive',
    deadlineAt: systemClock.now() + timeoutMs,
    requestId: 'test',
    cost: { calls: 0, coalesced: 0, fromCatalog: 0, stale: false },
    ...change,
  };
}

/** A GatewayError of this code. */
export const failing = (code: GatewayError['code']) =>
  expect.objectContaining({ name: 'GatewayError', code });
