import { GraphQLScalarType, Kind } from 'graphql';
import { DURATION_FORM, parseDuration, printDuration } from '../domain/duration.js';
import { invalidInput } from '../domain/errors.js';

/** Inside: milliseconds. */
export const Duration = new GraphQLScalarType<number, string>({
  name: 'Duration',
  description:
    'ISO 8601 duration of weeks to seconds, for example PT2H30M or P1D (24 hours). No years or months; more than 0, at most 400 days.',
  serialize: (value) => printDuration(Number(value)),
  parseValue: toMs,
  parseLiteral: (node) => toMs(node.kind === Kind.STRING ? node.value : undefined),
});

function toMs(value: unknown): number {
  const ms = typeof value === 'string' ? parseDuration(value) : null;
  if (ms === null) throw invalidInput(`Expected ${DURATION_FORM}.`);
  return ms;
}
