import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { toBody } from '../answer-body.js';
import type { HttpOperation } from '../apollo.js';
import type { Reply } from '../reply.js';
import type { Asked } from './asked.js';

/** Operations that were asked for again and again: compiled, they run in a fraction of the time. */
export interface CompiledOperations {
  /** Null: Apollo is to answer. It has not proved yet that it comes back, or something is wrong, which Apollo says better. */
  run(asked: Asked, begin: () => HttpOperation): Promise<Computed | null>;
  /** Hears of every query that Apollo answered without errors. */
  note(asked: Asked, answered: Answered): Promise<void>;
}

export interface Computed {
  readonly reply: Reply;
  readonly operation: HttpOperation;
}

/** What Apollo found out. */
interface Answered {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** Of its answer: they depend on what the client accepts alone. */
  readonly headers: Reply['headers'];
}

interface Known {
  times: number;
  compiled: (Omit<Answered, 'document'> & Pick<CompiledQuery, 'query'>) | null;
}

/** Compiling takes some milliseconds: what comes once or twice is not worth it. */
const PROVED_AFTER = 3;
const MAX_DOCUMENTS = 500;
const MAX_CHARACTERS = 512 * 1024;
const MAX_DOCUMENT_CHARACTERS = 16 * 1024;

export function createCompiledOperations(
  schema: GraphQLSchema,
  provedAfter = PROVED_AFTER,
): CompiledOperations {
  const known = new LRUCache<string, Known>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_CHARACTERS,
    maxEntrySize: MAX_DOCUMENT_CHARACTERS,
    sizeCalculation: (_, key) => key.length,
  });

  return {
    async run(asked, begin) {
      const key = keyOf(asked);
      const compiled = known.get(key)?.compiled;
      if (!compiled) return null;
      const operation = begin();
      const { data, errors } = await compiled.query(undefined, operation, asked.variables);
      if (errors || !data) {
        known.delete(key); // until it has proved again that it works
        return null;
      }
      const { operationName } = compiled;
      const { cost } = operation.session.ask;
      operation.finding.operationName = operationName;
      operation.running.ended({ type: 'query', name: operationName, cost, codes: [] });
      const body = toBody(`{"data":${JSON.stringify(data)}`, cost);
      return { reply: { status: 200, headers: compiled.headers, body }, operation };
    },

    async note(asked, { document, operationName, headers }) {
      const key = keyOf(asked);
      const it = known.get(key) ?? { times: 0, compiled: null };
      it.times += 1;
      known.set(key, it);
      if (it.times === provedAfter) {
        const { compileQuery, isCompiledQuery } = await import('graphql-jit'); // only here: it takes a while
        const result = compileQuery(schema, document, asked.operationName ?? undefined);
        if (isCompiledQuery(result)) it.compiled = { operationName, headers, query: result.query };
      }
    },
  };
}

function keyOf({ accept, operationName, query }: Asked): string {
  return `${accept}\n${operationName ?? ''}\n${query}`;
}
