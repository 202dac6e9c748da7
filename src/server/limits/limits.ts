import { GatewayError } from '../../domain/errors.js';

/**
 * What one operation may be, on every transport; src/config/README.md shows the same table. Sizes count fragments as often as they are
 * spread. `repeats`, `fragments` and `operations` keep short the time that GraphQL's own rules take, which compare them
 * with each other.
 */
export const LIMITS = {
  characters: { value: 50_000, meaning: 'characters of a document' },
  depth: { value: 16, meaning: 'fields in each other; explorers read the schema with 14' },
  aliases: { value: 250, meaning: 'aliases' },
  rootFields: { value: 250, meaning: 'fields of a query' },
  mutations: { value: 10, meaning: 'fields of a mutation: they run one after the other, in one time limit' },
  repeats: { value: 60, meaning: 'fields that are repeated in the same place' },
  directives: { value: 50, meaning: 'directives' },
  fragments: { value: 100, meaning: 'fragments, defined, inline or spread' },
  operations: { value: 20, meaning: 'operations in one document' },
  tokens: { value: 4_000, meaning: 'words and signs of a document' },
  values: { value: 50_000, meaning: 'fields of the answer, with every list as long as its arguments allow' },
  upstreamCalls: { value: 500, meaning: 'calls to AWS that it may take when nothing is known' },
  upstreamCallsPerEvent: { value: 10, meaning: 'the same for each event of a subscription' },
} as const satisfies Record<string, { readonly value: number; readonly meaning: string }>;

export type LimitName = keyof typeof LIMITS;
export type Limits = Readonly<Record<LimitName, number>>;
/** What was measured or counted. */
export type Measures = Partial<Record<LimitName, number>>;

export const LIMIT_NAMES = Object.keys(LIMITS) as readonly LimitName[];

export const DEFAULT_LIMITS = Object.fromEntries(
  LIMIT_NAMES.map((name) => [name, LIMITS[name].value]),
) as Limits;

export function isWithin(limits: Limits, measures: Measures): boolean {
  return excessIn(limits, measures) === undefined;
}

/** @throws GatewayError QUERY_TOO_LARGE with the first limit that is exceeded, and its value */
export function checkLimits(limits: Limits, measures: Measures): void {
  const name = excessIn(limits, measures);
  if (!name) return;
  const value = limits[name];
  throw new GatewayError('QUERY_TOO_LARGE', `${name}: expected at most ${value}: ${LIMITS[name].meaning}.`, {
    limit: { name, value },
  });
}

function excessIn(limits: Limits, measures: Measures): LimitName | undefined {
  return LIMIT_NAMES.find((name) => (measures[name] ?? 0) > limits[name]);
}
