import type { Refusal } from './refusal.js';
import { parseSpan } from './span.js';
import { SPAN_HINT } from './units.js';

/** When a model is to stop, as typed: one of both. */
export interface StopForm {
  /** A length of time from now. */
  readonly span: string;
  /** A moment in the viewer's zone, as the browser's field has it. */
  readonly at: string;
}

/** The members of the mutation's input that the form has a field for. */
export const STOP_FIELDS = ['stopAfter', 'stopAt'];

/** What is wrong with it, before the gateway is asked; null: nothing. */
export function stopMistake({ span, at }: StopForm): Refusal | null {
  if (span.trim() === '' && at === '') return { field: 'stopAfter', message: `When? ${SPAN_HINT}` };
  if (at !== '')
    return Number.isNaN(Date.parse(at))
      ? { field: 'stopAt', message: 'A date and a time are needed.' }
      : null;
  return parseSpan(span) ? null : { field: 'stopAfter', message: `A length of time is needed. ${SPAN_HINT}` };
}

/** As the mutation takes it. */
export function toStopInput({ span, at }: StopForm) {
  if (at !== '' && !Number.isNaN(Date.parse(at)))
    return { stopAt: new Date(at).toISOString(), stopAfter: null };
  return { stopAt: null, stopAfter: parseSpan(span)?.iso ?? null };
}

/** The moment that it means, in milliseconds; null where it means none. */
export function momentOf(form: StopForm, nowMs: number): number | null {
  if (stopMistake(form)) return null;
  return form.at === '' ? nowMs + (parseSpan(form.span)?.ms ?? 0) : Date.parse(form.at);
}
