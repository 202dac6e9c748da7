import { BREAK, type DocumentNode, type GraphQLSchema, Kind, parse, print, visit } from 'graphql';
import type { CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { toBody } from '../http/graphql-body.js';
import type { Reply } from '../http/reply.js';
import type { HttpOperation } from './apollo.js';
import type { CompilableRequest } from './operation-request.js';

/** Operations that come again and again: compiled, they run in a third of the time, with the same answers. */
export interface CompiledOperations {
  /**
   * Null: Apollo is to answer. It has not proved yet that it comes back, or something is wrong, which Apollo says
   * better.
   */
  run(compilable: CompilableRequest, begin: () => HttpOperation): Promise<ExecutedOperation | null>;
  /** Gets every query that Apollo answered without errors. */
  note(compilable: CompilableRequest, answered: ApolloAnswer): Promise<void>;
}

export interface ExecutedOperation {
  readonly reply: Reply;
  readonly operation: HttpOperation;
}

/** What Apollo found out. */
interface ApolloAnswer {
  readonly operationName: string | null;
  /** Of its answer: they depend on what the client accepts alone. */
  readonly headers: Reply['headers'];
}

interface KnownOperation {
  /** How often Apollo answered it without errors since it last failed. */
  times: number;
  operationName: string | null;
  query: CompiledQuery['query'] | null;
}

/** Compiling takes some milliseconds: what comes once or twice is not worth it, and the first time is not counted. */
const PROVED_AFTER = 2;
const MAX_CHARACTERS = 512 * 1024;
const MAX_DOCUMENT_CHARACTERS = 16 * 1024;
/** Different accept headers: there are a dozen in use. */
const MAX_ACCEPTS = 100;

const NEVER_COMPILED: CompiledOperations = { run: async () => null, note: async () => {} };

/** @param maxDocuments - how many are kept; 0: nothing is compiled */
export function createCompiledOperations(
  schema: GraphQLSchema,
  maxDocuments: number,
  provedAfter = PROVED_AFTER,
): CompiledOperations {
  return maxDocuments === 0 ? NEVER_COMPILED : new JitOperations(schema, maxDocuments, provedAfter);
}

class JitOperations implements CompiledOperations {
  /** Document → name of the chosen operation → what is known of it. A document has twenty at most. */
  private readonly known: LRUCache<DocumentNode, Map<string | null, KnownOperation>>;
  private readonly headersFor = new LRUCache<string, Reply['headers']>({ max: MAX_ACCEPTS });

  constructor(
    private readonly schema: GraphQLSchema,
    maxDocuments: number,
    private readonly provedAfter: number,
  ) {
    this.known = new LRUCache({
      max: maxDocuments,
      maxSize: MAX_CHARACTERS,
      maxEntrySize: MAX_DOCUMENT_CHARACTERS,
      sizeCalculation: (_, { loc }) => loc?.end || 1,
    });
  }

  async run(
    { document, operationName: name, variables, accept }: CompilableRequest,
    begin: () => HttpOperation,
  ): Promise<ExecutedOperation | null> {
    const it = this.known.get(document)?.get(name);
    const headers = it?.query && this.headersFor.get(accept);
    if (!it?.query || !headers || it.times < this.provedAfter) return null;
    const operation = begin();
    const { data, errors } = await it.query(undefined, operation, variables);
    if (errors || !data) {
      it.times = 0; // Apollo's, until it has proved again that it works
      return null;
    }
    const { operationName } = it;
    const { cost } = operation.session.callContext;
    Object.assign(operation.finding, { operationName, isCleanQuery: true });
    operation.running.ended({ type: 'query', name: operationName, cost, codes: [] });
    return { reply: { status: 200, headers, body: toBody(data, cost) }, operation };
  }

  async note(
    { document, operationName: name, accept }: CompilableRequest,
    answered: ApolloAnswer,
  ): Promise<void> {
    const { operationName, headers } = answered;
    this.headersFor.set(accept, headers);
    const operations = this.known.get(document) ?? new Map<string | null, KnownOperation>();
    const it = operations.get(name) ?? { times: 0, operationName, query: null };
    operations.set(name, it);
    this.known.set(document, operations);
    it.times += 1;
    if (it.times === this.provedAfter && isCompilable(document))
      it.query ??= await compile(this.schema, document, name);
  }
}

/**
 * Whether graphql-jit runs a document as graphql-js does. Not one with `@include` or `@skip`: it merges the selections
 * of all outcomes, and then leaves fields out or gives those that were excluded. Nor one with the name `__proto__`: it
 * keeps values and answers in objects, where that name stands for the prototype.
 */
export function isCompilable(document: DocumentNode): boolean {
  let isPlain = true;
  visit(document, {
    enter(node) {
      isPlain &&= node.kind !== Kind.DIRECTIVE;
      if (node.kind === Kind.NAME) isPlain &&= node.value !== '__proto__';
      return isPlain ? undefined : BREAK;
    },
  });
  return isPlain;
}

/** Null for what cannot be compiled. */
async function compile(schema: GraphQLSchema, document: DocumentNode, name: string | null) {
  const { compileQuery, isCompiledQuery } = await import('graphql-jit'); // only here: it takes a while
  const options = { disableLeafSerialization: true };
  const result = compileQuery(schema, copyOf(document), name ?? undefined, options);
  return isCompiledQuery(result) ? result.query : null;
}

/** The same document for graphql-jit alone, which leaves marks of its own in what it is given. */
function copyOf(document: DocumentNode): DocumentNode {
  return parse(print(document), { noLocation: true });
}
