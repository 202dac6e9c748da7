import { systemClock } from '../../../src/clock.js';
import { createCluster } from '../../../src/composition/cluster.js';
import { createCore } from '../../../src/composition/core.js';
import { createGatewayServer } from '../../../src/composition/gateway-server.js';
import { openAudit } from '../../../src/composition/protection.js';
import { createUpstream, startOwnEmulator, toEndpoint } from '../../../src/composition/upstream.js';
import { parseConfig } from '../../../src/config/config.js';
import { createLog } from '../../../src/log.js';
import { createAuthenticator } from '../../../src/server/auth/authenticator.js';
import { createTelemetry } from '../../../src/telemetry/telemetry.js';
import { aModelVersion } from '../../support/builders.js';
import { listenUnderControl } from '../control.js';

/** The gateway as `src/app.ts` joins it, but that its catalog sees a model move when the bench says so. */
async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const log = createLog(config.logLevel);
  const emulator = await startOwnEmulator(config, log);
  const cluster = await createCluster(config, log, systemClock);
  const { clock, catalog } = cluster;
  const telemetry = await createTelemetry({ log, clock, traces: null, version: '0' });
  const upstream = await createUpstream(config, toEndpoint(emulator), telemetry, cluster);
  const audit = await openAudit(config.protection, clock, log);
  const { services, poller } = createCore(config, {
    ...{ upstream, cluster, audit, log },
    authenticator: { grantsOfAuthor: () => [] },
  });
  const authenticator = createAuthenticator(config.protection.auth, clock);
  const { server, streams } = await createGatewayServer(config, {
    ...{ version: '0', services, poller, authenticator, telemetry, log, clock },
    ...{ alive: [], ready: [], degraded: [] },
  });
  let changes = 0;
  listenUnderControl(server, {
    count: () => streams.stats().subscriptions,
    change() {
      const startedAt = clock.now();
      const status = changes++ % 2 === 0 ? 'RUNNING' : 'STOPPED';
      const version = aModelVersion({ status, observedAt: startedAt });
      void catalog.observe({ kind: 'version-answer', version, startedAt });
    },
  });
}

void main();
