import { json, type Reply } from './reply.js';

/** Says why the gateway should get no new work, in a few words; null when it can take some. */
export type ReadinessCheck = () => string | null;

/** Whether the process answers at all. */
export function livez(): Reply {
  return json(200, { status: 'ok' });
}

/** Whether it should get new work: never a question of whether AWS is up, because answers are known without it. */
export function readyz(checks: readonly ReadinessCheck[]): Reply {
  const notReady = checks.map((check) => check()).filter((it) => it !== null);
  return json(notReady.length > 0 ? 503 : 200, {
    status: notReady.length > 0 ? 'not ready' : 'ok',
    notReady,
  });
}
