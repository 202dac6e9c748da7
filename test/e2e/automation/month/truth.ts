import type { SentChange } from '../../../support/fleet.js';
import type { Span } from './windows-by-minute.js';

/** What is to happen to one version, worked out without the gateway's code. */
export interface Expected {
  readonly operation: 'StartProjectVersion' | 'StopProjectVersion';
  readonly arn: string;
  /** Not before. */
  readonly fromMs: number;
  /** Not after, while no instance has been killed shortly before. */
  readonly toMs: number;
}

/** The difference between what was expected and what AWS was sent: one line each; empty if they are the same. */
export function differences(
  expected: readonly Expected[],
  sent: readonly SentChange[],
  kills: readonly number[],
  takeoverMs: number,
): string[] {
  const left = sent.filter((it) => !it.isRefused).map((it) => ({ ...it, isTaken: false }));
  const missing = expected.flatMap((it) => {
    const lateMs = kills.some((at) => at > it.fromMs - takeoverMs && at < it.toMs + takeoverMs)
      ? takeoverMs
      : 0;
    const found = left.find(
      ({ operation, arn, atMs, isTaken }) =>
        !isTaken &&
        operation === it.operation &&
        arn === it.arn &&
        atMs >= it.fromMs &&
        atMs <= it.toMs + lateMs,
    );
    if (found) found.isTaken = true;
    return found ? [] : [`not sent: ${print(it, it.fromMs)} to ${iso(it.toMs)}`];
  });
  const tooMuch = left.filter((it) => !it.isTaken).map((it) => `sent, not expected: ${print(it, it.atMs)}`);
  return [...missing, ...tooMuch];
}

function print({ operation, arn }: Pick<SentChange, 'operation' | 'arn'>, atMs: number): string {
  return `${operation} ${arn.split(':project/')[1]} ${iso(atMs)}`;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

interface Starts {
  /** How long one takes. */
  readonly startMs: number;
  /** By how much a start is ahead where none was seen in the project. */
  readonly firstLeadMs: number;
  readonly slackMs: number;
  /** Whether one was seen in the project, of whichever version, by then. */
  readonly isSeen: (atMs: number) => boolean;
}

/** What a schedule does in a period: a start ahead of each window, a stop at its end. */
export function scheduled(arn: string, spans: readonly Span[], period: Span, starts: Starts): Expected[] {
  const { startMs, firstLeadMs, slackMs, isSeen } = starts;
  return spans.flatMap(({ fromMs, toMs }, index) => {
    const isFirst = index === 0 && !isSeen(fromMs - firstLeadMs);
    const [earlyMs, lateMs] = isFirst ? [firstLeadMs, firstLeadMs] : [startMs + slackMs, startMs];
    const start = { operation: 'StartProjectVersion' as const, arn };
    const stop = { operation: 'StopProjectVersion' as const, arn };
    return [
      { ...start, fromMs: fromMs - earlyMs, toMs: fromMs - lateMs + slackMs },
      { ...stop, fromMs: toMs, toMs: toMs + slackMs },
    ].filter((it) => it.toMs < period.toMs && it.fromMs >= period.fromMs);
  });
}
