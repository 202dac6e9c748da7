import {
  type ExecutionResult,
  execute,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
} from 'graphql';
import { LOCAL_OWNER } from '../../src/domain/caller.js';
import { toClientError } from '../../src/graphql/client-error.js';
import type { CreateContext } from '../../src/graphql/create-context.js';
import { silentLog } from '../../src/log.js';
import type { RandomOperation } from './operations.js';
import type { Variables } from './variables.js';

/** Data as JSON, so that the order of keys counts; errors, sorted: their order is that of time. */
export interface Answer {
  readonly data: string | undefined;
  readonly errors: readonly string[];
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

export type Execute = (operation: RandomOperation, variables: Variables) => Promise<Answer>;

/** What graphql-js answers by itself, over the same resolvers. */
export function createReference(schema: GraphQLSchema, createContext: CreateContext): Execute {
  return async ({ text, operationName }, variableValues) => {
    const contextValue = createContext('reference', LOCAL_OWNER);
    const document = parse(text);
    return resultOf(await execute({ schema, document, operationName, variableValues, contextValue }));
  };
}

/** As a client would read it. */
export function resultOf({ data, errors }: Pick<ExecutionResult, 'data' | 'errors'>): Answer {
  const told = errors?.map((it) => toClientError(silentLog, it.toJSON(), it));
  return toAnswer(JSON.parse(JSON.stringify({ data, errors: told })));
}

export function toAnswer({ data, errors = [] }: Body): Answer {
  // Who speaks of variables, Apollo or graphql-js, says it with or without a code.
  const texts = errors.map(({ message, locations, path }) => JSON.stringify({ message, locations, path }));
  return { data: JSON.stringify(data), errors: texts.sort() };
}
