import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Audit } from './audit/port.js';
import type { Runner } from './automation/runner.js';
import { type Clock, systemClock } from './clock.js';
import type { AccessCheck } from './composition/access-check.js';
import { createAutomation } from './composition/automation.js';
import { type Cluster, createCluster } from './composition/cluster.js';
import { type Core, createCore } from './composition/core.js';
import { createGatewayServer } from './composition/gateway-server.js';
import { logRefusals, openAudit } from './composition/protection.js';
import { createUpstream, startOwnEmulator, toEndpoint } from './composition/upstream.js';
import type { Config } from './config/config.js';
import type { Emulator } from './emulator/server.js';
import type { Leases } from './leases/leases.js';
import type { Log } from './log.js';
import { createAuthenticator } from './server/auth/authenticator.js';
import type { AuthSettings } from './server/auth/settings.js';
import { credentialsAreRefused, pollerIsStuck } from './server/http/health.js';
import { letConnectionsEnd } from './server/http/http-server.js';
import { usedRatios } from './services/budget-figures.js';
import { createTelemetry, type Telemetry } from './telemetry/telemetry.js';
import type { Upstream } from './upstream/port.js';

const VERSION: string = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')).version;

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
  let cluster: Cluster | undefined;
  try {
    cluster = await createCluster(config, log, ownClock);
    const { clock } = cluster;
    const telemetry = await createTelemetry({ log, clock, traces: config.traces, version: VERSION });
    const upstream = await createUpstream(config, toEndpoint(emulator), telemetry, cluster);
    return await startGateway(config, { upstream, emulator, telemetry, cluster, log });
  } catch (error) {
    await cluster?.close();
    await emulator?.close();
    throw error;
  }
}

/** Reads from AWS whose the credentials are; over the emulator there is nothing to read. Starts nothing. */
export async function checkAccess(config: Config): Promise<AccessCheck> {
  if (config.upstream === 'emulator') return { opened: [], failures: [] };
  return (await import('./composition/access-check.js')).openAccounts(config.accounts);
}

interface GatewayDependencies {
  readonly upstream: Upstream;
  readonly emulator: Emulator | null;
  readonly telemetry: Telemetry;
  readonly cluster: Cluster;
  readonly log: Log;
}

/** All that is let go of at the end. */
interface Parts extends GatewayDependencies, Core {
  readonly audit: Audit;
  readonly automation: Runner;
  readonly gateway: Awaited<ReturnType<typeof createGatewayServer>>;
}

async function startGateway(config: Config, dependencies: GatewayDependencies): Promise<App> {
  const { upstream, emulator, telemetry, cluster, log } = dependencies;
  const { clock } = cluster;
  const audit = await openAudit(config.protection, clock, log);
  const authenticator = createAuthenticator(config.protection.auth, clock, logRefusals(clock, log));
  const core = createCore(config, { upstream, cluster, audit, log, authenticator });
  const { services, poller, leases } = core;
  const automation = createAutomation({ services, leases, telemetry, log });
  let isEnding = false;
  const accounts = () => poller.status().accounts;
  const gateway = await createGatewayServer(config, {
    ...{ version: VERSION, services, poller, authenticator, telemetry, log, clock },
    alive: [pollerIsStuck(accounts, clock)],
    ready: [() => (isEnding ? 'shutting down' : null), credentialsAreRefused(accounts)],
    degraded: [cluster.degraded],
  });
  const parts = { ...dependencies, ...core, audit, automation, gateway };
  showState(config, parts);
  const address = await open(config, parts);
  return {
    url: `http://${hostName(config.host)}:${address.port}`,
    emulatorUrl: emulator?.url ?? null,
    replaceAuth: (auth) => authenticator.replace(auth),
    close(drainMs = config.drainMs) {
      isEnding = true;
      return close(parts, drainMs);
    },
  };
}

function showState(
  { prices }: Config,
  { telemetry, upstream, services, poller, cluster, gateway }: Parts,
): void {
  const { catalog, clock } = services;
  telemetry.show({
    ...{ accounts: upstream.accounts, catalog, clock, prices },
    polls: () => poller.status().accounts,
    budgets: () => upstream.budgets(),
    budgetRatios: () => usedRatios(services),
    streams: () => gateway.streams.stats(),
    isDegraded: () => cluster.degraded() !== null,
  });
}

/** From then on it answers, polls and acts by itself. */
async function open(config: Config, parts: Parts): Promise<AddressInfo> {
  const { upstream, services, poller, leases, automation, cluster, gateway } = parts;
  await cluster.start({
    interest: () => poller.interest(),
    onAnswered: (it) => poller.invalidate(it.projectArn, it.arn),
    onAttachments: (it) => services.attachments.forget(it),
  });
  const address = await listen(gateway.server, config).catch((error: unknown) => {
    upstream.close();
    throw error;
  });
  await leases.start();
  poller.start();
  await automation.start();
  return address;
}

async function close(parts: Parts, drainMs: number): Promise<void> {
  const { upstream, poller, leases, automation, cluster, audit, telemetry, emulator, gateway } = parts;
  letConnectionsEnd(gateway.server);
  const stopped = Promise.all([poller.stop(), automation.stop().then(() => handOver(leases, cluster))]);
  // Load balancers need a while to see that this instance is not ready, streams or not.
  await Promise.all([gateway.streams.drain(drainMs), waited(drainMs)]);
  await gateway.drain();
  upstream.close();
  await stopped;
  await audit.close();
  await telemetry.close();
  await cluster.close();
  await emulator?.close();
}

/** At once, so that another instance polls while this one still ends its streams. */
async function handOver(leases: Leases, cluster: Cluster): Promise<void> {
  await cluster.retire();
  await leases.stop();
}

function listen(server: Server, { port, host }: Config): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

/** Unlike other tasks it keeps the process alive. */
function waited(ms: number): Promise<void> {
  return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
}

function hostName(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
