import type { AddressInfo } from 'node:net';
import { silentLog } from '../../src/log.js';
import { HttpServer } from '../../src/server/http/http-server.js';
import { json } from '../../src/server/http/reply.js';
import { createSubscriptions } from '../../src/server/subscriptions/subscriptions.js';
import { createHttpStage } from '../support/http-stage.js';
import { createReference } from './reference.js';
import { fillWorld } from './world.js';

/**
 * A gateway on a free port over a world that does not move, and graphql-js over the same resolvers.
 * @param preparedBytes - 0: every answer is computed
 */
export async function startDifferentialServer(preparedBytes: number) {
  const stage = await createHttpStage({ preparedBytes, provedAfter: 1 });
  const world = fillWorld(stage.upstream);
  const { schema, pipeline: doors, createContext, clock, handle } = stage;
  const streams = createSubscriptions({ schema, pipeline: doors, clock, log: silentLog });
  const { server } = new HttpServer(
    { '/graphql': { methods: ['GET', 'POST'], handle }, '/graphql/stream': streams.eventStream },
    () => json(404, {}),
    silentLog,
  );
  server.on('upgrade', streams.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...{ ...stage, world, reference: createReference(schema, createContext) },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export type DifferentialServer = Awaited<ReturnType<typeof startDifferentialServer>>;
