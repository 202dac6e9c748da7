import type { Refusal } from './refusal.js';
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

export const SPAN_HINT = 'For example 2h, 90m or 1d.';

/** What is wrong with it, before the gateway is asked; null: nothing. */
export function startMistake({ span, ...units }: StartForm): Refusal | null {
  if (unitsMistake(units)) return unitsMistake(units);
  if (span.trim() !== '' && !parseSpan(span))
    return { field: 'stopAfter', message: `A length of time is needed, or nothing. ${SPAN_HINT}` };
  return null;
}

/** Of the units alone. */
export function unitsMistake({ min, max }: Pick<StartForm, 'min' | 'max'>): Refusal | null {
  const isWhole = (text: string) => /^[1-9]\d{0,5}$/.test(text);
  if (!isWhole(min)) return { field: 'minInferenceUnits', message: 'A whole number from 1 is needed.' };
  if (max !== '' && !isWhole(max))
    return { field: 'maxInferenceUnits', message: 'A whole number is needed, or nothing.' };
  if (max !== '' && Number(max) < Number(min))
    return { field: 'maxInferenceUnits', message: `At least ${min} are needed, or nothing.` };
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
