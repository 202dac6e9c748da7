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
import type { Caller } from '../../domain/caller.js';
import { GatewayError } from '../../domain/errors.js';
import { checkNesting } from '../../domain/json.js';
import { type ListSizes, UNKNOWN_SIZES } from '../../domain/list-sizes.js';
import { createAdmissionFilter } from './admission-filter.js';
import type { Variables } from './arguments.js';
import { costOf } from './cost.js';
import { checkLimits, isWithin, type Limits, type Measures } from './limits.js';
import { countNodes, measure } from './measure.js';
import type { OperationLoad } from './quotas.js';
import type { TrustedDocuments } from './trusted-documents.js';

/** An operation as a client sent it, on any transport. */
export interface OperationRequest {
  /** Null or empty where `extensions.persistedQuery` names the document. */
  readonly query: string | null;
  readonly operationName: string | null;
  readonly variables: Variables;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/**
 * Lets an operation pass or throws: the same on every transport, before anything validates it. What does not parse
 * passes, for each transport to refuse in its own form.
 * @returns the document; null if there is none
 * @throws GatewayError QUERY_TOO_LARGE; FORBIDDEN or PERSISTED_QUERY_NOT_FOUND for a document that is not trusted
 */
export type OperationGate = (operation: OperationRequest, caller: Caller) => AcceptedDocument | null;

/** A document that is small enough, or none because of a mistake. */
export type AcceptedDocument =
  | (ParsedDocument & { readonly load: OperationLoad | null })
  | {
      readonly text: string;
      readonly document: null;
      readonly mistake: GraphQLError;
      readonly load?: undefined;
    };

interface ParsedDocument {
  readonly text: string;
  /** The same one for the same text, for as long as it is remembered. */
  readonly document: DocumentNode;
  /** Its operations that are small enough with any variables, and what they are at most. */
  readonly always: ReadonlyMap<OperationDefinitionNode, OperationLoad>;
  readonly isRemembered: boolean;
}

/**
 * How many are remembered, of how much text in all: those that came again, because what comes once is a burden to the
 * garbage collector, and subscriptions, because equal documents share their events.
 */
const MAX_DOCUMENTS = 1_000;
const MAX_CHARACTERS = 1024 * 1024;

export interface OperationGateOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly trusted: TrustedDocuments;
  /** How many accounts and regions there are. */
  readonly accountRegionCount: number;
  /** What the caller may know of how long lists are. It must tell nothing of what is hidden: a refusal says what it counted. */
  readonly sizesFor: (caller: Caller) => ListSizes;
}

export function createOperationGate(options: OperationGateOptions): OperationGate {
  const { limits, trusted, sizesFor } = options;
  const documents = new SmallDocuments(options);
  return (operationRequest, caller) => {
    checkLimits(limits, { characters: operationRequest.query?.length ?? 0 });
    const text = trusted.resolve(operationRequest);
    if (text === null) return null;
    const accepted = documents.accept(text);
    if (!accepted.document) return accepted;
    const { document, always, isRemembered } = accepted;
    const operation = getOperationAST(document, operationRequest.operationName);
    // Literals, no spread: Node 20 takes fifty times as long for those.
    if (!operation) return { text, document, always, isRemembered, load: null };
    const known = always.get(operation);
    if (known) return { text, document, always, isRemembered, load: known };
    const { variables } = operationRequest;
    let measures = documents.count(document, operation, variables);
    if (!isWithin(limits, measures))
      measures = documents.count(document, operation, variables, sizesFor(caller));
    checkLimits(limits, measures);
    const load = loadOf(document, operation, measures);
    return { text, document, always, isRemembered, load };
  };
}

/** Parses and measures documents, and remembers those that come again. */
class SmallDocuments {
  private readonly remembered = new LRUCache<string, ParsedDocument>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_, query) => query.length || 1,
  });
  private readonly admissionFilter = createAdmissionFilter();

  constructor(
    private readonly options: Pick<OperationGateOptions, 'schema' | 'limits' | 'accountRegionCount'>,
  ) {}

  accept(text: string): ParsedDocument | Extract<AcceptedDocument, { document: null }> {
    const known = this.remembered.get(text);
    if (known) return known;
    if (LONE_SURROGATE.test(text))
      throw new GatewayError('BAD_USER_INPUT', 'query: expected well-formed Unicode.');
    checkNesting(text);
    const { limits } = this.options;
    const document = parseWithin(limits, text);
    if (document instanceof GraphQLError) return { text, document: null, mistake: document };
    checkLimits(limits, countNodes(document));
    checkLimits(limits, measure(document));
    return this.note(text, document);
  }

  /** @param variables - null: the most for any variables */
  count(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables | null,
    sizes = UNKNOWN_SIZES,
  ): Measures {
    const { schema, accountRegionCount } = this.options;
    const { calls, values } = costOf(schema, document, operation, variables, accountRegionCount, sizes);
    return isSubscription(operation)
      ? { upstreamCallsPerEvent: calls, values }
      : { upstreamCalls: calls, values };
  }

  private note(text: string, document: DocumentNode): ParsedDocument {
    const operations = document.definitions.filter((it) => it.kind === Kind.OPERATION_DEFINITION);
    const always = operations.flatMap((it) => {
      const measures = this.count(document, it, null);
      return isWithin(this.options.limits, measures) ? [[it, loadOf(document, it, measures)] as const] : [];
    });
    const { isKnown, note } = this.admissionFilter.check(text);
    const isRemembered = isKnown || operations.some(isSubscription);
    const parsed = { text, document, always: new Map(always), isRemembered };
    if (isRemembered) this.remembered.set(text, parsed);
    else note();
    return parsed;
  }
}

function loadOf(
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
  { values = 0 }: Measures,
): OperationLoad {
  if (operation.operation !== OperationTypeNode.MUTATION) return { mutations: 0, values };
  const others = definitions.filter((it) => it.kind !== Kind.OPERATION_DEFINITION);
  const { mutations = 0 } = measure({ kind: Kind.DOCUMENT, definitions: [operation, ...others] });
  return { mutations, values };
}

function isSubscription({ operation }: OperationDefinitionNode): boolean {
  return operation === OperationTypeNode.SUBSCRIPTION;
}

/** As UTF-8, and so to a hash, it is the same as another text. */
const LONE_SURROGATE = /\p{Surrogate}/u;

const TOO_MANY_TOKENS = /^Syntax Error: Document contains more that? \d+ tokens/;

/** Answers the mistake of what does not parse. */
function parseWithin(limits: Limits, query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens: limits.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (TOO_MANY_TOKENS.test(error.message)) checkLimits(limits, { tokens: Number.POSITIVE_INFINITY });
    return error;
  }
}
