import type { Audit } from '../audit/port.js';
import type { Config } from '../config/config.js';
import { type AccountRegion, accountRegionKey } from '../domain/arn.js';
import { AUTOMATION_LEASE } from '../domain/automation/lease.js';
import { Leases } from '../leases/leases.js';
import type { Log } from '../log.js';
import { Poller } from '../poller/poller.js';
import type { Authenticator } from '../server/auth/authenticator.js';
import { noteTags } from '../services/money/last-tags.js';
import { AttachmentCache } from '../services/reading/attachment-cache.js';
import { Reader } from '../services/reading/reader.js';
import type { Services } from '../services/session.js';
import type { Upstream } from '../upstream/port.js';
import type { Cluster } from './cluster.js';
import { createGuardRails } from './protection.js';

export interface Core {
  readonly services: Services;
  readonly poller: Poller;
  readonly leases: Leases;
}

interface CoreDependencies {
  readonly upstream: Upstream;
  readonly cluster: Cluster;
  readonly audit: Audit;
  readonly authenticator: Pick<Authenticator, 'grantsOfAuthor'>;
  readonly log: Log;
  /** In [0, 1). */
  readonly random?: () => number;
}

/** A poll of a version in transition may come so much late before readers wait for it. */
const TRANSITION_SLACK_MS = 1_000;

/** All between the transports and AWS. */
export function createCore(config: Config, dependencies: CoreDependencies): Core {
  const { upstream, cluster, audit, log, authenticator, random = Math.random } = dependencies;
  const { readMaxAgeMs, readRevalidateMs, staleIfErrorMs, pollIntervalMs } = config;
  const { catalog, clock, keys, records, self, alive, others: otherInterests } = cluster;
  const { accounts } = upstream;
  const leases = new Leases({
    ...{ store: cluster.leaseStore, accounts, others: [AUTOMATION_LEASE] },
    ...{ clock, log, self, alive },
  });
  const poller = new Poller({
    upstream,
    catalog,
    clock,
    log,
    pollIntervalMs,
    random,
    isMine: (at) => leases.isMine(at),
    fencingTokenOf: (at) => leases.fencingTokenOf(accountRegionKey(at)),
    others: otherInterests,
  });
  const transitionMaxAgeMs = pollIntervalMs + TRANSITION_SLACK_MS;
  const ages = { readMaxAgeMs, readRevalidateMs, staleIfErrorMs, transitionMaxAgeMs };
  const reading = { upstream, clock, ...ages };
  const services: Services = {
    upstream,
    catalog,
    clock,
    keys,
    records,
    stopRules: config.stopRules,
    audit,
    guardRails: createGuardRails(config.protection),
    prices: config.prices,
    readsUsageMetrics: config.usageMetrics === 'cloudwatch',
    readsTags: config.protection.auth.kind !== 'none',
    grantsOfAuthor: authenticator.grantsOfAuthor,
    onDefect: (error) => log.error({ err: error }, 'defect'),
    reader: new Reader({
      ...{ ...reading, catalog, refreshLock: cluster.refreshLock, onRead: poller.noteRead },
      ...(readRevalidateMs > 0 && { onListRead: (at: AccountRegion) => poller.noteListRead(at) }),
    }),
    attachments: new AttachmentCache({ ...reading, onTags: (...read) => noteTags(records, ...read) }),
    onChanged: (...of) => poller.invalidate(...of),
    onSubscribed: (projectArns) => poller.watch(projectArns),
  };
  return { services, poller, leases };
}
