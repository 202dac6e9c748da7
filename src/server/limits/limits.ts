import { GatewayError } from '../../domain/errors.js';

/** What one operation may be, on every door. */
export const DEFAULT_LIMITS = {
  /** Fields in each other. Explorers ask for a schema with 14. */
  depth: 16,
  /** Two hundred models by their names is a fair question: it takes few calls. */
  aliases: 250,
  rootFields: 250,
  /** Mutations run one after the other, inside one time limit. */
  mutations: 10,
  directives: 50,
  tokens: 4_000,
  /** Calls to AWS that it may take when nothing is known. At AWS's rates, 125 fit into the time limit. */
  upstreamCalls: 500,
} as const;

export type LimitName = keyof typeof DEFAULT_LIMITS;
export type Limits = Readonly<Record<LimitName, number>>;

const WHAT: Readonly<Record<LimitName, string>> = {
  depth: 'fields at most @ deep',
  aliases: 'at most @ aliases, those in fragments counted wherever they are spread',
  rootFields: 'at most @ root fields',
  mutations: 'at most @ mutations in one request',
  directives: 'at most @ directives',
  tokens: 'a document of at most @ tokens',
  upstreamCalls:
    'an operation that takes at most @ calls to AWS: ask for shorter lists, or for less of each item',
};

/** @throws GatewayError QUERY_TOO_LARGE with the limit and its value */
export function checkLimit(limits: Limits, name: LimitName, actual: number): void {
  const value = limits[name];
  if (actual <= value) return;
  throw new GatewayError('QUERY_TOO_LARGE', `Expected ${WHAT[name].replace('@', String(value))}.`, {
    limit: { name, value },
  });
}
