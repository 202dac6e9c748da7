import { compareIds, toStreamId } from '../../src/catalog/log/stream-id.js';
import { createRedisCatalog, type RedisCatalog } from '../../src/catalog/redis/redis-catalog.js';
import { systemClock } from '../../src/clock.js';
import type { ProjectArn } from '../../src/domain/arn.js';
import type { ModelVersionStatus } from '../../src/domain/status.js';
import { silentLog } from '../../src/log.js';
import { Applied } from '../../src/redis/applied.js';
import { RedisLink } from '../../src/redis/link.js';
import type { Names } from '../../src/redis/names.js';
import { Peers } from '../../src/redis/peers.js';
import { aModelVersion, aProjectArn } from './builders.js';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

const CATS = aProjectArn('cats');

/** A catalog with a way to Redis of its own, and its place among the others. */
export interface CatalogInstance {
  readonly catalog: RedisCatalog;
  readonly link: RedisLink;
  readonly way: TcpProxy;
  readonly peers: Peers<null>;
  /** Projects whose attachments other instances have changed; null: perhaps of any. */
  readonly attachments: readonly (ProjectArn | null)[];
  look(startedAt: number, status: ModelVersionStatus): Promise<void>;
  answer(startedAt: number, status: ModelVersionStatus): Promise<void>;
  readonly status: string | undefined;
  close(): Promise<void>;
}

export async function startCatalog(options: {
  readonly port: number;
  readonly names: Names;
  readonly self: string;
  readonly maxEntries?: number;
  readonly maxUnsent?: number;
}): Promise<CatalogInstance> {
  const { port, names, self, maxEntries = 1_000, maxUnsent = 5_000 } = options;
  const way = await startTcpProxy(port);
  const url = `redis://127.0.0.1:${way.port}`;
  const link = new RedisLink({ url, log: silentLog });
  const peers = new Peers({ link, names, self, report: () => null, now: systemClock.now });
  const compare = (one: string, other: string) => compareIds(toStreamId(one), toStreamId(other));
  const applied = new Applied({ link, names, peers, compare });
  const attachments: (ProjectArn | null)[] = [];
  const bounds = { retentionMs: 86_400_000, maxEntries, maxUnsent };
  const onAttachments = (it: ProjectArn | null) => void attachments.push(it);
  const joined = { applied, onAttachments, clock: systemClock, log: silentLog };
  const catalog = createRedisCatalog({ url, link, names, ...joined, ...bounds });
  await catalog.ready(5_000);
  await peers.start();
  return {
    ...{ catalog, link, way, peers, attachments },
    look(startedAt, status) {
      const versions = [aModelVersion({ status })];
      return catalog.observe({ kind: 'versions', projectArn: CATS, scope: 'all', versions, startedAt });
    },
    answer: (startedAt, status) =>
      catalog.observe({ kind: 'version-answer', version: aModelVersion({ status }), startedAt }),
    get status() {
      return catalog.version(CATS, 'v1')?.value?.status;
    },
    async close() {
      catalog.close();
      await peers.close();
      await link.close();
      await way.close();
    },
  };
}
