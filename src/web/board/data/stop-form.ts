import { mistaken, type Refusal } from './refusal.js';
import { parseSpan } from './span.js';
import { SPAN_EXPECTED } from './units.js';

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
  if (at !== '') return Number.isNaN(Date.parse(at)) ? mistaken('stopAt', at, 'a date and a time') : null;
  return parseSpan(span) ? null : mistaken('stopAfter', span, SPAN_EXPECTED);
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
