import type { Audit } from '../audit/port.js';
import type { Catalog } from '../catalog/port.js';
import { accountOf } from '../catalog/state/observed-account.js';
import type { Config } from '../config/config.js';
import { createLeases, type Leases } from '../leases/leases.js';
import type { Log } from '../log.js';
import { createPoller, type Poller } from '../poller/poller.js';
import { createAttachments } from '../services/reading/attachment-cache.js';
import { createReader } from '../services/reading/reader.js';
import type { Services } from '../services/session.js';
import type { Upstream } from '../upstream/port.js';
import type { Sharing } from './cluster.js';
import { createRails } from './protection.js';

export interface Inside {
  readonly services: Services;
  readonly poller: Poller;
  readonly leases: Leases;
}

interface Around {
  readonly upstream: Upstream;
  readonly sharing: Sharing;
  readonly audit: Audit;
  readonly log: Log;
}

/** All between the doors and AWS. */
export function createInside(config: Config, { upstream, sharing, audit, log }: Around): Inside {
  const { readMaxAgeMs, staleMaxAgeMs, pollIntervalMs } = config;
  const { catalog, clock, keys, self, alive, others } = sharing;
  const { accounts } = upstream;
  const leases = createLeases({ store: sharing.leaseStore, accounts, clock, log, self, alive });
  const observed = underLease(catalog, leases);
  const { isMine } = leases;
  const poller = createPoller({ upstream, catalog: observed, clock, log, pollIntervalMs, isMine, others });
  const reading = { upstream, clock, readMaxAgeMs, staleMaxAgeMs };
  const services: Services = {
    upstream,
    catalog,
    clock,
    keys,
    audit,
    rails: createRails(config.protection),
    onDefect: (error) => log.error({ err: error }, 'defect'),
    reader: createReader({ ...reading, catalog, refreshLock: sharing.refreshLock, onRead: poller.noteRead }),
    attachments: createAttachments(reading),
    onMoved: poller.invalidate,
    onFollowed: poller.watch,
  };
  return { services, poller, leases };
}

/** The catalog as a poller sees it: it takes nothing from one whose lease another has by now. */
function underLease(catalog: Catalog, { fencingTokenOf: fenceOf }: Leases): Catalog {
  return { ...catalog, observe: (it) => catalog.observe(it, fenceOf(accountOf(it))) };
}
