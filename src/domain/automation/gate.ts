import type { ReportComparison } from '../comparison.js';
import { GatewayError } from '../errors.js';

/** What a version must reach to be rolled out. */
export interface Gate {
  /** 0..1; null: not asked for. */
  readonly minF1Score: number | null;
  /** How much F1 any label may lose against the version that the alias names, 0..1; null: not asked for. */
  readonly maxLabelF1Drop: number | null;
}

/** What is known of a version and the one before. An unknown score passes no gate. */
export interface GateFacts {
  /** Null: it is not known. */
  readonly f1Score: number | null;
  /** Against the version that the alias names. Null: a report is missing. Undefined: the alias names no other version. */
  readonly comparison: Pick<ReportComparison, 'labels' | 'removedLabels'> | null | undefined;
}

/** @throws GatewayError GATE_FAILED with the first reason */
export function refuseByGate({ minF1Score, maxLabelF1Drop }: Gate, { f1Score, comparison }: GateFacts): void {
  if (minF1Score !== null && f1Score === null) throw failed('minF1Score', 'its F1 score is not known.');
  if (minF1Score !== null && f1Score !== null && f1Score < minF1Score)
    throw failed('minF1Score', `its F1 score is ${f1Score}, less than ${minF1Score}.`);
  if (maxLabelF1Drop !== null && comparison !== undefined) refuseLabels(maxLabelF1Drop, comparison);
}

function refuseLabels(most: number, comparison: NonNullable<GateFacts['comparison']> | null): void {
  const refusal = (message: string) => failed('maxLabelF1Drop', message);
  if (comparison === null)
    throw refusal('the evaluation report of it, or of the version that the alias names, cannot be read.');
  const [removed] = comparison.removedLabels;
  if (removed !== undefined) throw refusal(`it does not know the label ${removed} any more.`);
  for (const { label, f1ScoreChange } of comparison.labels) {
    if (f1ScoreChange === null) throw refusal(`how well it knows the label ${label} is not known.`);
    if (f1ScoreChange < -most)
      throw refusal(`it loses ${-f1ScoreChange} of F1 at the label ${label}, more than ${most}.`);
  }
}

function failed(field: keyof Gate, reason: string): GatewayError {
  return new GatewayError('GATE_FAILED', `gate.${field}: the version does not pass: ${reason}`, {
    field: ['gate', field],
  });
}
