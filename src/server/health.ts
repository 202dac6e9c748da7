import { json, type Reply } from './reply.js';

/** Says why the gateway should get no new work, in a few words; null when it can take some. */
export type ReadinessCheck = () => string | null;

/** Whether the process answers at all. */
export function livez(): Reply {
  return json(200, { status: 'ok' });
}

/**
 * Whether it should get new work: never a question of whether AWS or Redis is up, because answers are known without
 * them, and taking every instance away at once would help nobody. What works less well than it should is named.
 */
export function readyz(checks: readonly ReadinessCheck[], degradations: readonly ReadinessCheck[]): Reply {
  const notReady = saidBy(checks);
  return json(notReady.length > 0 ? 503 : 200, {
    status: notReady.length > 0 ? 'not ready' : 'ok',
    notReady,
    degraded: saidBy(degradations),
  });
}

function saidBy(checks: readonly ReadinessCheck[]): string[] {
  return checks.map((check) => check()).filter((it) => it !== null);
}
