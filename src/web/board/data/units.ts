import { mistaken, type Refusal } from './refusal.js';
import { parseSpan } from './span.js';

/** What to start a model with, as typed. */
export interface StartForm {
  readonly min: string;
  /** Empty: the model does not scale. */
  readonly max: string;
  /** For how long; empty: until somebody stops it. */
  readonly span: string;
}

/** The members of the mutation's input that the form has a field for. */
export const START_FIELDS = ['minInferenceUnits', 'maxInferenceUnits', 'stopAfter'];

export const SPAN_EXPECTED = 'minutes, hours or days, for example 90m, 2h or 1d';

/** What is wrong with it, before the gateway is asked; null: nothing. */
export function startMistake({ span, ...units }: StartForm): Refusal | null {
  if (unitsMistake(units)) return unitsMistake(units);
  if (span.trim() !== '' && !parseSpan(span))
    return mistaken('stopAfter', span, `${SPAN_EXPECTED}, or nothing`);
  return null;
}

/** Of the units alone. */
export function unitsMistake({ min, max }: Pick<StartForm, 'min' | 'max'>): Refusal | null {
  const isWhole = (text: string) => /^[1-9]\d{0,5}$/.test(text);
  if (!isWhole(min)) return mistaken('minInferenceUnits', min, 'a whole number from 1');
  if (max !== '' && !isWhole(max)) return mistaken('maxInferenceUnits', max, 'a whole number, or nothing');
  if (max !== '' && Number(max) < Number(min))
    return mistaken('maxInferenceUnits', max, `${min} or more, or nothing`);
  return null;
}

/** As the mutation takes it. */
export function toStartInput({ min, max, span }: StartForm) {
  return {
    minInferenceUnits: Number(min),
    maxInferenceUnits: max === '' ? null : Number(max),
    stopAfter: parseSpan(span)?.iso ?? null,
  };
}
