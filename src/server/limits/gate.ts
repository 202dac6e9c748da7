import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { checkNesting } from '../../domain/nesting.js';
import type { Variables } from './arguments.js';
import { costOf } from './cost.js';
import { checkLimits, isWithin, type Limits, type Measures } from './limits.js';
import { countNodes, measure } from './measure.js';
import type { TrustedDocuments } from './trusted-documents.js';

/** An operation as a client sent it, on whichever door. */
export interface GivenOperation {
  /** Null or empty where `extensions.persistedQuery` names the document. */
  readonly query: string | null;
  readonly operationName: string | null;
  readonly variables: Variables;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/**
 * Lets an operation pass or throws: the same on every door, before anything validates it. What does not parse passes:
 * whoever parses it next says why.
 * @returns the document's text; null if there is none
 * @throws GatewayError QUERY_TOO_LARGE; FORBIDDEN or PERSISTED_QUERY_NOT_FOUND for a document that is not trusted
 */
export type Gate = (operation: GivenOperation) => string | null;

/** A document that is small enough, and its operations that are so with any variables. */
interface Passed {
  readonly document: DocumentNode;
  readonly always: ReadonlySet<OperationDefinitionNode>;
}

/** How many are remembered, of how much text in all. */
const MAX_DOCUMENTS = 1_000;
const MAX_CHARACTERS = 1024 * 1024;

export interface GateOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly trusted: TrustedDocuments;
  /** How many accounts and regions there are. */
  readonly places: number;
}

export function createGate({ schema, limits, trusted, places }: GateOptions): Gate {
  const passed = new LRUCache<string, Passed>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_, query) => query.length || 1,
  });

  function pass(query: string): Passed | null {
    const known = passed.get(query);
    if (known) return known;
    checkNesting(query);
    const document = parseWithin(limits, query);
    if (!document) return null;
    checkLimits(limits, countNodes(document));
    checkLimits(limits, measure(document));
    const operations = document.definitions.filter((it) => it.kind === Kind.OPERATION_DEFINITION);
    const always = operations.filter((it) => isWithin(limits, count(document, it, null)));
    const made = { document, always: new Set(always) };
    passed.set(query, made);
    return made;
  }

  /** @param variables - null: the most for any variables */
  function count(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables | null,
  ): Measures {
    const { calls, values } = costOf(schema, document, operation, variables, places);
    const isSubscription = operation.operation === OperationTypeNode.SUBSCRIPTION;
    return isSubscription ? { upstreamCallsPerEvent: calls, values } : { upstreamCalls: calls, values };
  }

  return (given) => {
    checkLimits(limits, { characters: given.query?.length ?? 0 });
    const query = trusted.resolve(given);
    const found = query ? pass(query) : null;
    const operation = found && getOperationAST(found.document, given.operationName);
    if (operation && !found.always.has(operation))
      checkLimits(limits, count(found.document, operation, given.variables));
    return query;
  };
}

const TOO_MANY_TOKENS = /^Syntax Error: Document contains more that? \d+ tokens/;

/** Null if it does not parse. */
function parseWithin(limits: Limits, query: string): DocumentNode | null {
  try {
    return parse(query, { maxTokens: limits.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (TOO_MANY_TOKENS.test(error.message)) checkLimits(limits, { tokens: Number.POSITIVE_INFINITY });
    return null;
  }
}
