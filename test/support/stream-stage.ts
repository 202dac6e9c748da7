import type { AddressInfo } from 'node:net';
import { MemoryCatalog } from '../../src/catalog/memory/memory-catalog.js';
import type { Catalog } from '../../src/catalog/port.js';
import type { ProjectArn } from '../../src/domain/arn.js';
import { LOCAL_OWNER } from '../../src/domain/caller.js';
import type { Project } from '../../src/domain/model.js';
import { type CreateContext, createContextFactory } from '../../src/graphql/create-context.js';
import { createSchema } from '../../src/graphql/schema.js';
import { MemoryKeys } from '../../src/idempotency/memory-keys.js';
import { silentLog } from '../../src/log.js';
import { Poller } from '../../src/poller/poller.js';
import type { Authenticate } from '../../src/server/auth/authenticator.js';
import { HttpServer } from '../../src/server/http/http-server.js';
import { json } from '../../src/server/http/reply.js';
import { SubscriptionEngine } from '../../src/server/subscriptions/subscription-engine.js';
import { createSubscriptions, type Subscriptions } from '../../src/server/subscriptions/subscriptions.js';
import { AttachmentCache } from '../../src/services/reading/attachment-cache.js';
import { Reader } from '../../src/services/reading/reader.js';
import { createFakeUpstream, type FakeUpstream } from './fake-upstream.js';
import { openPipeline, UNPROTECTED } from './open-pipeline.js';
import { createTestClock, type TestClock } from './test-clock.js';

/** All that has to do with subscriptions, over a world in memory whose time is advanced. */
export interface StreamStage {
  readonly clock: TestClock;
  readonly upstream: FakeUpstream;
  readonly catalog: Catalog;
  readonly poller: Poller;
  readonly project: Project;
  /** Runs subscriptions without a transport. */
  readonly engine: SubscriptionEngine;
  readonly streams: Subscriptions;
  /** How many operations have been given a context: one for each that was opened, and for each event that was run. */
  contexts(): number;
  /** How many subscriptions the one subject is counted to have. */
  sharesTaken(): number;
  /** Logs so many changes of versions v0, v1, … that nobody has to look for; each is as long as `statusMessage`. */
  makeChanges(count: number, statusMessage?: string): Promise<void>;
  /** Serves WebSockets and SSE over HTTP on a free port, and gives its address. */
  listen(): Promise<string>;
  /** How many connections there are, of any kind. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

const READING = { readMaxAgeMs: 2_000, staleIfErrorMs: 600_000 };
/** Followers of `makeChanges` see what they follow move from one to the other. */
const STATUSES = ['RUNNING', 'STOPPED'] as const;
const VERSIONS = 10;

const anybody: Authenticate = async () => LOCAL_OWNER;

export function createStreamStage({
  eventLogMax = 50_000,
  maxSubscriptions = 60_000,
  authenticate = anybody,
} = {}): StreamStage {
  const clock = createTestClock();
  const upstream = createFakeUpstream(clock);
  const catalog = new MemoryCatalog({ clock, retentionMs: 24 * 3_600_000, maxEntries: eventLogMax });
  const random = () => 0.5;
  const poller = new Poller({ upstream, catalog, clock, log: silentLog, pollIntervalMs: 2_000, random });
  const project = upstream.addProject();
  const versions = Array.from({ length: VERSIONS }, (_, i) =>
    upstream.addVersion(project.arn, { name: `v${i}`, status: STATUSES[0] }),
  );
  const services = {
    ...{ upstream, catalog, clock, keys: new MemoryKeys(clock) },
    ...UNPROTECTED,
    reader: new Reader({ ...READING, upstream, clock, catalog, onRead: poller.noteRead }),
    attachments: new AttachmentCache({ ...READING, upstream, clock }),
    onChanged: (...of: Parameters<Poller['invalidate']>) => poller.invalidate(...of),
    onSubscribed: (of: readonly ProjectArn[] | 'all') => poller.watch(of),
  };
  const facts = { version: '0', upstream: 'EMULATOR', accounts: upstream.accounts } as const;
  const create = createContextFactory(services, facts, clock);
  let contexts = 0;
  const createContext: CreateContext = (...origin) => {
    contexts += 1;
    return create(...origin);
  };
  const schema = createSchema();
  const pipeline = openPipeline(schema, createContext);
  let shares = 0;
  const takeSubscription = () => {
    shares += 1;
    return () => {
      shares -= 1;
    };
  };
  const quotas = { ...pipeline.quotas, takeSubscription };
  const options = { schema, pipeline: { ...pipeline, authenticate, quotas }, clock, log: silentLog };
  const streams = createSubscriptions(options);
  const { server } = new HttpServer(
    { '/graphql/stream': streams.eventStream },
    () => json(404, {}),
    silentLog,
  );
  server.on('upgrade', streams.upgrade);
  let made = 0;

  return {
    ...{ clock, upstream, catalog, poller, project, streams },
    engine: new SubscriptionEngine({ ...options, maxSubscriptions }),
    contexts: () => contexts,
    sharesTaken: () => shares,

    async makeChanges(count, statusMessage = 'It moved.') {
      for (const until = made + count; made < until; made++) {
        const version = versions[made % VERSIONS] ?? versions[0];
        const status = STATUSES[Math.floor(made / VERSIONS) % 2] ?? STATUSES[0];
        if (version === undefined) return;
        const observed = { ...version, status, statusMessage };
        // An answer: of those within one millisecond the later one counts.
        await catalog.observe({ kind: 'version-answer', version: observed, startedAt: clock.now() });
        if (made % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    },

    async listen() {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
