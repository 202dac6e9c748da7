import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql } from 'graphql';
import { noAudit } from '../../src/audit/port.js';
import { MemoryCatalog } from '../../src/catalog/memory/memory-catalog.js';
import type { Catalog } from '../../src/catalog/port.js';
import type { Clock } from '../../src/clock.js';
import { createAutomation } from '../../src/composition/automation.js';
import type { Cluster } from '../../src/composition/cluster.js';
import { createCore } from '../../src/composition/core.js';
import { toEndpoint } from '../../src/composition/upstream.js';
import { parseConfig } from '../../src/config/config.js';
import type { AccountRegion } from '../../src/domain/arn.js';
import { AUTOMATION_LEASE } from '../../src/domain/automation/lease.js';
import { LOCAL_OWNER, OWNER_OF_ALL } from '../../src/domain/caller.js';
import type { EmulatorOptions } from '../../src/emulator/server.js';
import { createContextFactory } from '../../src/graphql/create-context.js';
import { createSchema } from '../../src/graphql/schema.js';
import { MemoryKeys } from '../../src/idempotency/memory-keys.js';
import { LEASE_MS } from '../../src/leases/leases.js';
import { createMemoryLeases } from '../../src/leases/memory/memory-leases.js';
import type { LeaseStore } from '../../src/leases/port.js';
import { type Log, silentLog } from '../../src/log.js';
import { MemoryRecords } from '../../src/records/memory-records.js';
import type { RecordStore } from '../../src/records/port.js';
import { noRefreshLock } from '../../src/refresh/refresh.js';
import { createTelemetry } from '../../src/telemetry/telemetry.js';
import { createAwsUpstream } from '../../src/upstream/aws/aws-upstream.js';
import { AwsCaller } from '../../src/upstream/aws/caller.js';
import type { AccountAccess } from '../../src/upstream/aws/clients.js';
import type { AccountGovernor } from '../../src/upstream/governor/account-governor.js';
import { Governor } from '../../src/upstream/governor/governor.js';
import type { Upstream } from '../../src/upstream/port.js';
import { MemoryPermits } from '../../src/upstream/rate-limit/memory-permits.js';
import { startTestEmulator, type TestEmulator } from './emulator.js';
import { keptPort } from './kept-port.js';
import { Life, mortal } from './mortal.js';
import { createOwnedTime, type OwnedTime } from './owned-time.js';
import { recordsWith } from './records.js';

const AT = { accountId: '123456789012', region: 'us-east-1' };

interface FleetOptions {
  readonly startMs: number;
  /** Environment variables of every gateway. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Divides the emulator's durations: at 1 a start takes 8 s. */
  readonly speed: number;
  readonly runningModels: number;
  /** A data file that the emulator begins with; it stays as it is. */
  readonly data: string;
  /** Each of them holds every lease all the time, and no fencing token tells them apart. */
  readonly doAllHold?: boolean;
  /** Default: the emulator's first. */
  readonly accounts?: readonly AccountAccess[];
  /** Told of every call that comes to AWS. */
  readonly onRequest?: EmulatorOptions['onRequest'];
  /** Those of an earlier fleet. Default: none. */
  readonly records?: RecordStore;
  readonly log?: Log;
  /** Of the pauses between looks and between attempts. Default: the machine's. */
  readonly random?: () => number;
}

/** A call that changed something at AWS. */
export interface SentChange {
  readonly operation: string;
  readonly atMs: number;
  readonly arn: string;
  readonly isRefused: boolean;
}

export interface Instance {
  readonly name: string;
  readonly life: Life;
  /** Whether it does what the gateways do by themselves. */
  readonly isHolder: () => boolean;
  /** Runs an operation as the local owner; throws on GraphQL errors. */
  run<T = Record<string, never>>(document: string, variables?: object): Promise<T>;
}

/** Whole gateways in one process that share what instances share, over one emulator, all on one owned time. */
export interface Fleet {
  readonly time: OwnedTime;
  readonly emulator: TestEmulator;
  /** Those that the instances share. */
  readonly records: RecordStore;
  /** It answers nothing until the returned function starts it again, at the same address. */
  stopEmulator(): Promise<() => Promise<void>>;
  /** Every start and stop that came to AWS, in order. */
  readonly sent: readonly SentChange[];
  /** One instance more. */
  join(): Promise<Instance>;
  close(): Promise<void>;
}

const HELD_BY_ALL: LeaseStore = {
  leaseDurationMs: LEASE_MS,
  acquire: async () => 1,
  release: async () => {},
};

/** The emulator writes into its file. */
function copyOf(file: string): string {
  const copy = join(mkdtempSync(join(tmpdir(), 'fleet-')), 'emulator.json');
  copyFileSync(file, copy);
  return copy;
}

export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { startMs, settings = {}, speed, runningModels, data, accounts = [AT], log = silentLog } = options;
  const { random = Math.random } = options;
  const time = createOwnedTime(startMs);
  const sent: SentChange[] = [];
  const emulatorOptions: Partial<EmulatorOptions> = {
    port: await keptPort(),
    ...{ speed, data: copyOf(data), now: time.now, quotas: { runningModels } },
    onRequest(request) {
      options.onRequest?.(request);
      const { operation, atMs, input, status } = request;
      if (!/^(Start|Stop)ProjectVersion$/.test(operation)) return;
      const arn = String((input as Record<string, unknown> | null)?.ProjectVersionArn);
      sent.push({ operation, atMs, arn, isRefused: status >= 400 });
    },
  };
  let emulator = await startTestEmulator(emulatorOptions);
  const config = parseConfig({ PORT: '0', DATA_DIR: 'none', ...settings });
  const schema = createSchema();
  const shared = {
    catalog: new MemoryCatalog({ clock: time, retentionMs: 86_400_000, maxEntries: 100_000 }),
    records: options.records ?? new MemoryRecords(),
    keys: new MemoryKeys(time),
    leaseStore: createMemoryLeases(time, LEASE_MS),
  };
  const instances: { readonly name: string; readonly life: Life; end(): Promise<void> }[] = [];
  const alive = () => instances.filter(({ life }) => life.isAlive).map(({ name }) => name);

  function clusterOf(name: string, life: Life, clock: Clock): Cluster {
    const leaseStore = options.doAllHold ? HELD_BY_ALL : shared.leaseStore;
    return {
      ...{ clock, self: name, alive, others: () => [], degraded: () => null },
      catalog: mortalCatalog(life),
      records: recordsWith(
        shared.records,
        mortal(life, { commit: shared.records.commit.bind(shared.records) }),
      ),
      // Where its holder dies, a key is free for the next, with the intent that is on record.
      keys: {
        once: (key, fingerprint, act) =>
          shared.keys.once(key, fingerprint, (use) => Promise.race([act(use), life.ended])),
        close: async () => {},
      },
      leaseStore: {
        ...mortal(life, { acquire: leaseStore.acquire, release: leaseStore.release }),
        leaseDurationMs: LEASE_MS,
      },
      createPermits: (...of) => new MemoryPermits(clock, ...of),
      refreshLock: noRefreshLock,
      ...{ start: async () => {}, retire: async () => {}, close: async () => {} },
    };
  }

  function mortalCatalog(life: Life): Catalog {
    const { catalog } = shared;
    const observe: Catalog['observe'] = (...of) => catalog.observe(...of);
    const log = { ...catalog.log, ...mortal(life, { append: catalog.log.append }) };
    return Object.assign(Object.create(catalog), { ...mortal(life, { observe }), log });
  }

  function upstreamOf(life: Life, clock: Clock): Upstream {
    const governor = new Governor({ clock, accounts, random });
    const { send } = mortal(life, { send: (call: () => Promise<unknown>) => time.real(call) });
    const of = (at: AccountRegion): Pick<AccountGovernor, 'call'> => {
      const account = governor.of(at);
      return {
        call: (operation, callContext, sendNow, thing) =>
          account.call(operation, callContext, (signal) => send(() => sendNow(signal)) as never, thing),
      };
    };
    const caller = new AwsCaller({
      ...{
        accounts,
        endpoint: toEndpoint(emulator),
        governor: { of },
        clock,
        onCall: () => {},
      },
    });
    return createAwsUpstream(accounts, caller, governor, clock);
  }

  return {
    time,
    get emulator() {
      return emulator;
    },
    async stopEmulator() {
      await emulator.close();
      return async () => {
        emulator = await startTestEmulator(emulatorOptions);
      };
    },
    sent,
    records: shared.records,
    async join() {
      const name = `instance-${instances.length + 1}`;
      const life = new Life();
      const clock: Clock = { ...time, after: (ms, task) => time.after(ms, () => life.isAlive && task()) };
      const upstream = upstreamOf(life, clock);
      const telemetry = await createTelemetry({ log, clock, traces: null, version: '0' });
      const authenticator = { grantsOfAuthor: () => [OWNER_OF_ALL] };
      const cluster = clusterOf(name, life, clock);
      const { services, poller, leases } = createCore(config, {
        ...{ upstream, cluster, audit: noAudit, authenticator, log, random },
      });
      const automation = createAutomation({ services, leases, telemetry, log });
      instances.push({ name, life, end: async () => void upstream.close() });
      const facts = { version: '0', upstream: 'EMULATOR', accounts } as const;
      const createContext = createContextFactory(services, facts, clock);
      await time.during(leases.start());
      poller.start();
      await time.during(automation.start());
      return {
        ...{ name, life, isHolder: () => life.isAlive && leases.of(AUTOMATION_LEASE).isHolder() },
        async run(source, variableValues = {}) {
          const contextValue = createContext(`${name}-request`, LOCAL_OWNER);
          const answer = graphql({ schema, source, variableValues: { ...variableValues }, contextValue });
          const { data, errors } = await time.during(answer);
          if (errors) throw new Error(errors.map(({ message }) => message).join(' '));
          return data as never;
        },
      };
    },
    async close() {
      for (const { life, end } of instances) {
        life.end();
        await end();
      }
      await emulator.close();
    },
  };
}
