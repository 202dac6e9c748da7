import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../../domain/errors.js';
import { checkNesting } from '../../domain/nesting.js';
import type { Log } from '../../log.js';
import { checkLimit, type LimitName, type Limits } from './limits.js';
import { measure } from './measure.js';
import type { IsTrusted, TrustMode } from './trusted-documents.js';
import { countUpstreamCalls } from './upstream-calls.js';

export interface GateOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly trustMode: TrustMode;
  readonly isTrusted: IsTrusted;
  /** How many accounts and regions there are. */
  readonly places: number;
  readonly log: Log;
}

export interface GivenOperation {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Lets an operation pass or throws: the same on every door, before anything validates it. What does not parse passes:
 * whoever parses it next says why.
 * @throws GatewayError QUERY_TOO_LARGE, or FORBIDDEN for a document that the manifest lacks
 */
export type Gate = (operation: GivenOperation) => void;

interface Seen {
  readonly document: DocumentNode;
  /** Operations that are small enough with any variables. */
  readonly cheap: ReadonlySet<OperationDefinitionNode>;
}

/** Documents that passed are remembered: so many, of so much text in all. */
const MAX_DOCUMENTS = 1_000;
const MAX_CHARACTERS = 1024 * 1024;

export function createGate({ schema, limits, trustMode, isTrusted, places, log }: GateOptions): Gate {
  const seen = new LRUCache<string, Seen>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_, query) => query.length || 1,
  });

  const callsOf = (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: GivenOperation['variables'] | null,
  ) => countUpstreamCalls(schema, document, operation, variables, places);

  function look(query: string): Seen | null {
    const known = seen.get(query);
    if (known) return known;
    checkNesting(query);
    const document = parseWithin(query, limits);
    if (!document) return null;
    for (const [name, actual] of Object.entries(measure(document)))
      checkLimit(limits, name as LimitName, actual);
    checkTrust(query);
    const operations = document.definitions.filter((it) => it.kind === Kind.OPERATION_DEFINITION);
    const cheap = operations.filter((it) => callsOf(document, it, null) <= limits.upstreamCalls);
    const made = { document, cheap: new Set(cheap) };
    seen.set(query, made);
    return made;
  }

  function checkTrust(query: string): void {
    if (trustMode === 'off' || isTrusted(query)) return;
    if (trustMode === 'enforce')
      throw new GatewayError('FORBIDDEN', 'This gateway runs only the documents of its manifest.');
    log.warn({ query }, 'a document that is not in the manifest');
  }

  return ({ query, operationName, variables }) => {
    const found = look(query);
    const operation = found && getOperationAST(found.document, operationName);
    if (!operation || found.cheap.has(operation)) return;
    checkLimit(limits, 'upstreamCalls', callsOf(found.document, operation, variables));
  };
}

const TOO_MANY_TOKENS = /^Syntax Error: Document contains more that? /;

/** Null if it does not parse. */
function parseWithin(query: string, limits: Limits): DocumentNode | null {
  try {
    return parse(query, { maxTokens: limits.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (TOO_MANY_TOKENS.test(error.message)) checkLimit(limits, 'tokens', Number.POSITIVE_INFINITY);
    return null;
  }
}
