import { startEmulatorProcess } from './emulator-process.js';
import { buildGateway, type GatewayProcess } from './gateway-process.js';
import { startTestRedis, type TestRedis } from './redis.js';
import { type Seed, seedVersions } from './seed.js';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

/** One gateway of several, with a way to Redis of its own. It can die and come back. */
export interface Instance {
  readonly name: string;
  readonly url: string;
  readonly redis: TcpProxy;
  readonly process: GatewayProcess;
  /** Again, after it has ended. */
  restart(): Promise<void>;
}

/** Several gateways as processes, on one Redis, over one emulator. */
export interface Instances {
  readonly all: readonly Instance[];
  readonly redis: TestRedis;
  readonly seed: Seed;
  readonly emulatorUrl: string;
  /** Of one gateway more. */
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface InstancesOptions {
  readonly count: number;
  readonly regions: readonly string[];
  readonly versionsEach: number;
  /** Of every gateway, beside what joins them. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly emulator?: Readonly<Record<string, string>>;
  /** False: each gateway is alone, in memory. */
  readonly isShared?: boolean;
  readonly isDurable?: boolean;
}

const ACCOUNT = '123456789012';

export async function startInstances(options: InstancesOptions): Promise<Instances> {
  const { count, regions, versionsEach, settings = {}, isShared = true, isDurable = false } = options;
  const seed = await seedVersions(1, versionsEach, regions);
  const emulator = await startEmulatorProcess({ EMULATOR_DATA: seed.file, ...options.emulator });
  const redis = await startTestRedis({ isDurable });
  const program = buildGateway();
  const common = {
    UPSTREAM: 'aws',
    DATA_DIR: 'none',
    AWS_ENDPOINT_URL: emulator.url,
    AWS_ACCESS_KEY_ID: ACCOUNT,
    AWS_SECRET_ACCESS_KEY: 'any',
    LOG_LEVEL: 'info',
    ACCOUNTS: JSON.stringify(regions.map((region) => ({ accountId: ACCOUNT, region }))),
    DRAIN_MS: '0',
    ...settings,
  };

  async function startOne(name: string): Promise<Instance> {
    const proxy = await startTcpProxy(redis.port);
    const shared = isShared ? { REDIS_URL: `redis://127.0.0.1:${proxy.port}` } : {};
    let gateway = await program.start({ ...common, ...shared });
    return {
      name,
      redis: proxy,
      get url() {
        return gateway.url;
      },
      get process() {
        return gateway;
      },
      async restart() {
        gateway = await program.start({ ...common, ...shared });
      },
    };
  }

  const all = await Promise.all(Array.from({ length: count }, (_, index) => startOne(`gateway-${index}`)));
  return {
    all,
    redis,
    settings: { ...common, REDIS_URL: redis.url },
    seed,
    emulatorUrl: emulator.url,
    async close() {
      for (const it of all) it.process.resume();
      await Promise.all(all.map((it) => it.process.kill()));
      await Promise.all(all.map((it) => it.redis.close()));
      await redis.stop();
      await emulator.close();
      program.remove();
    },
  };
}
