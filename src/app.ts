import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Audit } from './audit/port.js';
import { accountOf } from './catalog/observed.js';
import type { Catalog } from './catalog/port.js';
import { type Clock, systemClock } from './clock.js';
import type { Config } from './config.js';
import { type Emulator, startEmulator } from './emulator/server.js';
import type { GatewayFacts } from './graphql/context.js';
import { createContextFactory } from './graphql/create-context.js';
import { createSchema, toSdl } from './graphql/schema.js';
import type { Log } from './log.js';
import { createLeases, type Leases } from './poller/leases.js';
import { createPoller } from './poller/poller.js';
import { createDoors, createRails, openAudit } from './protect.js';
import { createApollo } from './server/apollo.js';
import { type Authenticator, createAuthenticator } from './server/auth/authenticator.js';
import type { AuthSettings } from './server/auth/settings.js';
import { createExplorerRoutes } from './server/explorer.js';
import { answerGraphql } from './server/graphql-http.js';
import { type Check, credentialsAreRefused, livez, pollerIsStuck, readyz } from './server/health.js';
import { createHttpServer, letConnectionsEnd, type Route, type Routes } from './server/http-server.js';
import { refuseOtherHosts, withCors } from './server/origins.js';
import { json } from './server/reply.js';
import { createStreams } from './server/streams/streams.js';
import { createAttachments } from './services/attachments.js';
import { createReader } from './services/reader.js';
import type { Services } from './services/session.js';
import { type Sharing, shareNothing, shareOnRedis } from './sharing.js';
import { createSignals, type Signals } from './signals/signals.js';
import { findOwnAccount } from './upstream/aws/accounts.js';
import { createAwsUpstream } from './upstream/aws/aws-upstream.js';
import { createCaller } from './upstream/aws/caller.js';
import type { AccountAccess, AwsEndpoint } from './upstream/aws/clients.js';
import { createGovernor } from './upstream/governor/governor.js';
import type { Upstream } from './upstream/port.js';

const VERSION: string = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')).version;
/** Built into dist, whether this file runs from there or, under test, from src. */
const EXPLORER = join(__dirname, '../dist/explorer');

export interface App {
  /** Where the gateway answers: `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Where the embedded emulator answers; null in front of AWS. */
  readonly emulatorUrl: string | null;
  /** Other keys and grants count from now on. */
  replaceAuth(auth: AuthSettings): void;
  /**
   * Says at once that it is not ready, goes on answering while streams end over `drainMs` (default: the setting), then
   * takes no more, answers what it has taken and lets go of everything.
   */
  close(drainMs?: number): Promise<void>;
}

/**
 * Joins the rooms and listens. Rejects if a port is taken or, in front of AWS, without usable credentials; nothing is
 * left running then.
 */
export async function startApp(config: Config, log: Log, ownClock: Clock = systemClock): Promise<App> {
  const emulator = config.upstream === 'emulator' ? await startOwnEmulator(config, log) : null;
  const sharing = createSharing(config, log, ownClock);
  try {
    const { clock } = sharing;
    const signals = await createSignals({ log, clock, traces: config.traces, version: VERSION });
    const upstream = await createUpstream(config, toEndpoint(emulator), signals, sharing);
    return await startGateway(config, { upstream, emulator, signals, sharing, log });
  } catch (error) {
    await sharing.close();
    await emulator?.close();
    throw error;
  }
}

interface Behind {
  readonly upstream: Upstream;
  readonly emulator: Emulator | null;
  readonly signals: Signals;
  readonly sharing: Sharing;
  readonly log: Log;
}

async function startGateway(config: Config, behind: Behind): Promise<App> {
  const { upstream, emulator, signals, sharing, log } = behind;
  const { clock } = sharing;
  const audit = await openAudit(config.protection, clock);
  const authenticator = createAuthenticator(config.protection.auth, clock);
  const { services, poller, leases } = createInside(config, upstream, sharing, audit, log);
  let isEnding = false;
  const polls = () => poller.status().accounts;
  const { server, streams, drain } = await createServer(config, {
    ...{ services, authenticator, signals, log, clock },
    alive: [pollerIsStuck(polls, clock)],
    ready: [() => (isEnding ? 'shutting down' : null), credentialsAreRefused(polls)],
    degraded: [sharing.degraded],
  });
  signals.show({
    ...{ accounts: upstream.accounts, catalog: services.catalog, clock, polls },
    budgets: upstream.budgets,
    streams: streams.stats,
    isDegraded: () => sharing.degraded() !== null,
  });
  await sharing.start({ cares: poller.cares, onAnswered: (it) => poller.wake(it.projectArn, it.arn) });
  const address = await listen(server, config).catch((error: unknown) => {
    upstream.close();
    throw error;
  });
  await leases.start();
  poller.start();
  return {
    url: `http://${hostName(config.host)}:${address.port}`,
    emulatorUrl: emulator?.url ?? null,
    replaceAuth: (auth) => authenticator.replace(auth),
    async close(drainMs = config.drainMs) {
      isEnding = true;
      letConnectionsEnd(server);
      const stopped = Promise.all([poller.stop(), handOver(leases, sharing)]);
      // Whoever sends us work needs a while to see that we are not ready, streams or not.
      await Promise.all([streams.drain(drainMs), passed(drainMs)]);
      await drain();
      upstream.close();
      await stopped;
      await audit.close();
      await signals.close();
      await sharing.close();
      await emulator?.close();
    },
  };
}

function createSharing(config: Config, log: Log, clock: Clock): Sharing {
  const bounds = { retentionMs: config.eventRetentionMs, maxEntries: config.eventLogMax };
  if (config.redisUrl === null) return shareNothing(clock, bounds);
  if (config.upstream === 'emulator')
    log.warn({}, 'several gateways on one Redis need one emulator: each of these has its own');
  return shareOnRedis(config.redisUrl, clock, log, bounds);
}

/** At once, so that another instance polls while this one still ends its streams. */
async function handOver(leases: Leases, sharing: Sharing): Promise<void> {
  await sharing.retire();
  await leases.stop();
}

function listen(server: Server, { port, host }: Config): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

function startOwnEmulator(config: Config, log: Log): Promise<Emulator> {
  return startEmulator({
    ...config.emulator,
    onDefect: (error, requestId) => log.error({ err: error, requestId }, 'defect in the emulator'),
    onLoading: (progress) =>
      log.info(progress, `emulator: ${progress.seconds === null ? 'loading' : 'loaded'}`),
  });
}

/** Any credentials will do: the emulator reads the account from them and checks no signature. */
function toEndpoint(emulator: Emulator | null): AwsEndpoint {
  return emulator && { url: emulator.url, accessKeyId: 'emulator', secretAccessKey: 'emulator' };
}

/** The region of the emulator's demo data. */
const EMULATOR_REGION = 'us-east-1';

async function createUpstream(
  config: Config,
  endpoint: AwsEndpoint,
  { onCall }: Signals,
  { clock, createPermits }: Sharing,
): Promise<Upstream> {
  const accounts: readonly AccountAccess[] =
    config.accounts.length > 0
      ? config.accounts
      : [await findOwnAccount(endpoint, endpoint ? EMULATOR_REGION : undefined)];
  const governor = createGovernor({ clock, accounts, rates: config.upstreamTps, createPermits });
  const caller = createCaller({ accounts, endpoint, governor, clock, onCall });
  return createAwsUpstream(accounts, caller, governor, clock);
}

function createInside(config: Config, upstream: Upstream, sharing: Sharing, audit: Audit, log: Log) {
  const { readMaxAgeMs, staleMaxAgeMs, pollIntervalMs } = config;
  const { catalog, clock, keys, self, living, others } = sharing;
  const { accounts } = upstream;
  const leases = createLeases({ store: sharing.leaseStore, accounts, clock, log, self, living });
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
    reader: createReader({ ...reading, catalog, turns: sharing.turns, onRead: poller.noteRead }),
    attachments: createAttachments(reading),
    onMoved: poller.wake,
    onFollowed: poller.watch,
  };
  return { services, poller, leases };
}

/** The catalog as a poller sees it: it takes nothing from one whose lease another has by now. */
function underLease(catalog: Catalog, { fenceOf }: Leases): Catalog {
  return { ...catalog, observe: (it) => catalog.observe(it, fenceOf(accountOf(it))) };
}

interface Surroundings {
  readonly services: Services;
  readonly authenticator: Authenticator;
  readonly signals: Signals;
  readonly alive: readonly Check[];
  readonly ready: readonly Check[];
  readonly degraded: readonly Check[];
  readonly log: Log;
  readonly clock: Clock;
}

async function createServer(config: Config, around: Surroundings) {
  const { services, authenticator, signals, alive, ready, degraded, log, clock } = around;
  const { watch } = signals;
  const { introspection, allowedOrigins, auth } = config.protection;
  const schema = createSchema();
  const sdl = toSdl(schema);
  const apollo = await createApollo(schema, log, introspection);
  const facts: GatewayFacts = {
    version: VERSION,
    upstream: config.upstream === 'emulator' ? 'EMULATOR' : 'AWS',
    accounts: services.upstream.accounts,
  };
  const createContext = createContextFactory(services, facts, clock);
  const places = services.upstream.accounts.length;
  const inside = { schema, authenticator, createContext, watch, places, clock, log };
  const doors = createDoors(config.protection, inside);
  const streams = createStreams({ schema, doors, clock, log });
  const graphql: Route = {
    methods: ['GET', 'POST'],
    handle: ({ request, search, requestId }) => answerGraphql(apollo, doors, request, { search, requestId }),
  };
  const schemaText: Route = { methods: ['GET', 'HEAD'], handle: () => text({ text: sdl }) };
  const routes: Routes = {
    ...(introspection && { ...createExplorerRoutes(EXPLORER), '/schema.graphql': schemaText }),
    '/graphql': withCors(graphql, allowedOrigins),
    '/graphql/stream': withCors(streams.eventStream, allowedOrigins),
    '/metrics': { methods: ['GET', 'HEAD'], handle: async () => text(await signals.metrics()) },
    '/livez': { methods: ['GET', 'HEAD'], handle: () => livez(alive) },
    '/readyz': { methods: ['GET', 'HEAD'], handle: () => readyz(ready, degraded) },
  };
  const { server, drain } = createHttpServer(
    routes,
    () => json(404, { message: 'There is nothing here. GraphQL is at /graphql.' }),
    log,
    auth.kind === 'none' ? refuseOtherHosts : undefined,
  );
  server.on('upgrade', streams.upgrade);
  return { server, streams, drain };
}

/** Unlike other tasks it keeps the process alive. */
function passed(ms: number): Promise<void> {
  return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
}

const PLAIN = 'text/plain; charset=utf-8';

function text({ contentType = PLAIN, text: body }: { readonly contentType?: string; readonly text: string }) {
  return { status: 200, headers: { 'content-type': contentType }, body };
}

function hostName(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
