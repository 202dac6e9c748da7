import { GatewayError } from '../../domain/errors.js';

/**
 * What one request may be, the same on every door. README shows this table; a test holds the two together.
 *
 * Sizes count fragments as often as they are spread; `fragments` and `operations` keep short the time that GraphQL's own
 * rules take over them, which compare them with each other.
 */
export const LIMITS = {
  depth: { value: 16, what: 'fields in each other; explorers ask for a schema with 14' },
  aliases: { value: 250, what: 'aliases' },
  rootFields: { value: 250, what: 'fields of Query' },
  mutations: { value: 10, what: 'fields of Mutation: they run one after the other, in one time limit' },
  repeats: { value: 100, what: 'fields that are said again in the same place' },
  directives: { value: 50, what: 'directives' },
  fragments: { value: 100, what: 'fragments, defined, inline or spread' },
  operations: { value: 20, what: 'operations in a document' },
  tokens: { value: 4_000, what: 'words and signs of a document' },
  values: { value: 50_000, what: 'fields that the answer may have, with every list as long as asked for' },
  upstreamCalls: { value: 500, what: 'calls to AWS that the answer may take when nothing is known' },
  upstreamCallsPerEvent: { value: 10, what: 'the same for each event of a subscription' },
  batch: { value: 1, what: 'operations in a request: lists of them are not taken' },
} as const satisfies Record<string, { readonly value: number; readonly what: string }>;

export type LimitName = keyof typeof LIMITS;

/** What was measured or counted. */
export type Measures = Partial<Record<LimitName, number>>;

export function isWithin(measures: Measures): boolean {
  return excessIn(measures) === undefined;
}

/** @throws GatewayError QUERY_TOO_LARGE with the first limit that is exceeded, and its value */
export function checkLimits(measures: Measures): void {
  const name = excessIn(measures);
  if (!name) return;
  const { value, what } = LIMITS[name];
  throw new GatewayError('QUERY_TOO_LARGE', `${name}: expected at most ${value} (${what}).`, {
    limit: { name, value },
  });
}

function excessIn(measures: Measures): LimitName | undefined {
  const names = Object.keys(measures) as LimitName[];
  return names.find((name) => (measures[name] ?? 0) > LIMITS[name].value);
}
