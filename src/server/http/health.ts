import type { Clock } from '../../clock.js';
import type { AccountRegion } from '../../domain/arn.js';
import type { EpochMs } from '../../domain/model.js';
import { json, type Reply } from './reply.js';

/** Returns in a few words what is wrong; null when nothing is. */
export type Check = () => string | null;

/** How the poller fares in one account and region. */
interface Polling extends AccountRegion {
  /** When it last made a plan; null: not yet. */
  readonly plannedAt: EpochMs | null;
  /** AWS refuses the credentials, and never took them. */
  readonly isRefused: boolean;
}

/** Whether the process does its work. 503 demands a restart: it answers so only where a restart helps. */
export function livez(checks: readonly Check[]): Reply {
  return report(checks, 'wrong');
}

/**
 * Whether it should get new work: never a question of whether AWS or Redis is up, because answers are known without
 * them, and taking away every instance at once would help nobody.
 * @param degradations - what works less well than it should: reported, but no reason for 503
 */
export function readyz(checks: readonly Check[], degradations: readonly Check[]): Reply {
  return report(checks, 'notReady', { degraded: wrongIn(degradations) });
}

function wrongIn(checks: readonly Check[]): string[] {
  return checks.map((check) => check()).filter((it) => it !== null);
}

function report(checks: readonly Check[], name: string, more: object = {}): Reply {
  const wrong = wrongIn(checks);
  return json(wrong.length > 0 ? 503 : 200, {
    status: wrong.length === 0 ? 'ok' : name === 'notReady' ? 'not ready' : 'not well',
    [name]: wrong,
    ...more,
  });
}

/** It plans every second, also while AWS fails. */
const STUCK_MS = 60_000;

export function pollerIsStuck(polling: () => readonly Polling[], clock: Clock): Check {
  return () => {
    const isStuck = ({ plannedAt }: Polling) => plannedAt !== null && clock.now() - plannedAt > STUCK_MS;
    return named('the poller is stuck', polling().filter(isStuck));
  };
}

/** Only while they never worked: later refusals leave what is known to be answered from. */
export function credentialsAreRefused(polling: () => readonly Polling[]): Check {
  return () =>
    named(
      "AWS refuses the gateway's credentials",
      polling().filter((it) => it.isRefused),
    );
}

function named(what: string, accountRegions: readonly AccountRegion[]): string | null {
  if (accountRegions.length === 0) return null;
  return `${what}: ${accountRegions.map(({ accountId, region }) => `${accountId} in ${region}`).join(', ')}`;
}
