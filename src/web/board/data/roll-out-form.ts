import { mistaken, nameMistake, type Refusal } from './refusal.js';
import { parseSpan } from './span.js';
import { SPAN_EXPECTED, unitsMistake } from './units.js';

/** A rollout as typed. */
export interface RollOutForm {
  readonly alias: string;
  readonly min: string;
  /** Empty: it does not scale. */
  readonly max: string;
  /** How long both versions run; empty: not at all. */
  readonly bake: string;
  /** The least F1; empty: any. */
  readonly f1: string;
  /** How much F1 any label may lose; empty: as much as it likes. */
  readonly drop: string;
  readonly stopsPrevious: boolean;
}

/** The members of the mutation's input that the form has a field for. */
export const ROLL_OUT_FIELDS = [
  ...['aliasName', 'minInferenceUnits', 'maxInferenceUnits', 'bake', 'minF1Score', 'maxLabelF1Drop'],
];

/** What is wrong with it, before the gateway is asked; null: nothing. */
export function rollOutMistake({ alias, min, max, bake, f1, drop }: RollOutForm): Refusal | null {
  const isShare = (text: string) => text === '' || /^(0?\.\d{1,6}|0|1)$/.test(text);
  const share = 'a number from 0 to 1, for example 0.9, or nothing';
  const mistake = nameMistake(alias, 'aliasName') ?? unitsMistake({ min, max });
  if (mistake) return mistake;
  if (bake.trim() !== '' && !parseSpan(bake)) return mistaken('bake', bake, `${SPAN_EXPECTED}, or nothing`);
  if (!isShare(f1)) return mistaken('minF1Score', f1, share);
  return isShare(drop) ? null : mistaken('maxLabelF1Drop', drop, share);
}

/** As the mutation takes it. */
export function toRollOutInput({ alias, min, max, bake, f1, drop, stopsPrevious }: RollOutForm, arn: string) {
  const shareOf = (text: string) => (text === '' ? null : Number(text));
  return {
    modelVersionArn: arn,
    aliasName: alias,
    minInferenceUnits: Number(min),
    maxInferenceUnits: max === '' ? null : Number(max),
    bake: parseSpan(bake)?.iso ?? null,
    gate: { minF1Score: shareOf(f1), maxLabelF1Drop: shareOf(drop) },
    stopPrevious: stopsPrevious,
  };
}
