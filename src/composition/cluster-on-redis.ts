import { randomBytes } from 'node:crypto';
import type { LogBounds } from '../catalog/log/log-bounds.js';
import { compareIds, toStreamId } from '../catalog/log/stream-id.js';
import { createRedisCatalog } from '../catalog/redis/redis-catalog.js';
import type { Clock } from '../clock.js';
import { AUTOMATION_LEASE } from '../domain/automation/lease.js';
import { RedisKeys } from '../idempotency/redis-keys.js';
import { LEASE_MS } from '../leases/leases.js';
import { createRedisLeases } from '../leases/redis/redis-leases.js';
import type { Log } from '../log.js';
import type { Interest } from '../poller/interest.js';
import { RedisRecords } from '../records/redis-records.js';
import { Applied } from '../redis/applied.js';
import { RedisLink } from '../redis/link.js';
import { createNames } from '../redis/names.js';
import { Peers } from '../redis/peers.js';
import { createSharedClock } from '../redis/shared-clock.js';
import { RedisRefreshLock } from '../refresh/redis-refresh-lock.js';
import type { CreatePermits } from '../upstream/rate-limit/permits.js';
import { RedisPermits } from '../upstream/rate-limit/redis-permits.js';
import type { Cluster, ClusterHooks } from './cluster.js';

/** At the start. */
const PATIENCE_MS = 3_000;

interface InstanceReport extends Interest {
  readonly isRetired: boolean;
  /** Left out by 0.1.0, which tells nobody what its reads show. */
  readonly tellsApplied?: true;
}

/** What several gateways on one Redis have in common. Each goes on alone while Redis is gone. */
export class RedisCluster implements Cluster {
  readonly self = randomBytes(6).toString('hex');
  readonly clock = createSharedClock(this.ownClock);
  private readonly link = new RedisLink({ url: this.url, log: this.log });
  private readonly names = createNames();
  /** Of this instance; nobody's before the start. */
  private hooks: ClusterHooks = {
    interest: () => ({ watched: [], read: [] }),
    onAnswered: () => {},
    onAttachments: () => {},
  };
  private isRetired = false;
  private readonly peers = new Peers<InstanceReport>({
    ...{ link: this.link, names: this.names, self: this.self },
    report: () => ({ ...this.hooks.interest(), isRetired: this.isRetired, tellsApplied: true }),
    belief: () => this.clock.belief(),
    now: () => this.ownClock.now(),
    onTime: (...time) => this.clock.noteTime(...time),
  });
  readonly catalog = createRedisCatalog({
    ...{ url: this.url, link: this.link, names: this.names, clock: this.clock, log: this.log },
    ...this.bounds,
    applied: new Applied({
      ...{ link: this.link, names: this.names, peers: this.peers },
      compare: (one, other) => compareIds(toStreamId(one), toStreamId(other)),
      tellsNothing: (it) => this.peers.others().has(it) && !this.peers.others().get(it)?.tellsApplied,
    }),
    onAnswered: (version) => this.hooks.onAnswered(version),
    onAttachments: (projectArn) => this.hooks.onAttachments(projectArn),
  });
  readonly keys = new RedisKeys({
    ...{ link: this.link, names: this.names, clock: this.clock, ownClock: this.ownClock, self: this.self },
  });
  readonly records = new RedisRecords({
    ...{ url: this.url, link: this.link, names: this.names, log: this.log },
    lease: AUTOMATION_LEASE,
  });
  readonly leaseStore = createRedisLeases(this.link, this.names, LEASE_MS, () => this.clock.belief());
  readonly refreshLock = new RedisRefreshLock(this.link, this.names, this.self);

  constructor(
    private readonly url: string,
    private readonly ownClock: Clock,
    private readonly log: Log,
    private readonly bounds: LogBounds,
  ) {}

  readonly createPermits: CreatePermits = (...of) => {
    const { link, names, clock, peers } = this;
    return new RedisPermits({ link, names, clock, peers }, ...of);
  };

  readonly alive = (): readonly string[] =>
    this.peers.alive().filter((it) => !this.peers.others().get(it)?.isRetired);

  readonly others = (): readonly Interest[] => [...this.peers.others().values()];

  readonly degraded = (): string | null =>
    this.catalog.isShared ? null : `redis: this instance goes on alone (${this.link.trouble ?? 'reading'})`;

  async start(hooks: ClusterHooks): Promise<void> {
    this.hooks = hooks;
    await Promise.all([this.catalog.ready(PATIENCE_MS), this.records.ready(PATIENCE_MS)]);
    if (this.link.refusal) throw new Error(this.link.refusal);
    if (!this.link.isUp) this.clock.goAlone();
    await this.peers.start();
    await this.keys.start();
  }

  async retire(): Promise<void> {
    this.isRetired = true;
    await this.peers.publish();
  }

  async close(): Promise<void> {
    this.catalog.close();
    this.records.close();
    await this.keys.close();
    await this.peers.close();
    await this.link.close();
  }
}
