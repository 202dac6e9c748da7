import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type DocumentNode, GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { toClientError } from '../graphql/client-error.js';
import type { Context } from '../graphql/context.js';
import type { Log } from '../log.js';
import { toExtensions } from './answer-body.js';
import { createDocumentStore } from './document-store.js';
import type { LogOperation } from './operation-log.js';
import { VALIDATION_RULES } from './validation-rules.js';

/** What Apollo works on: what resolvers see, and what is found out on the way. */
export interface HttpOperation extends Context, BaseContext {
  readonly finding: Finding; // an object of its own: Apollo copies the context
}

interface Finding {
  /** As chosen by the request or by its document. */
  operationName: string | null;
  /** Of a query that was answered without errors; null before that. */
  document: DocumentNode | null;
}

export type Apollo = ApolloServer<HttpOperation>;

/** Every option that Apollo would choose by NODE_ENV is chosen here. */
export async function createApollo(
  schema: GraphQLSchema,
  log: Log,
  logOperation: LogOperation,
): Promise<Apollo> {
  const server = new ApolloServer<HttpOperation>({
    schema,
    nodeEnv: 'production',
    introspection: true,
    validationRules: [...VALIDATION_RULES],
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    documentStore: createDocumentStore(),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (shown, error) => toClientError(log, shown, error),
    plugins: [
      createOperationPlugin(logOperation),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    logger: {
      debug: (message) => log.debug({ from: 'apollo' }, message),
      info: (message) => log.debug({ from: 'apollo' }, message),
      warn: (message) => log.warn({ from: 'apollo' }, message),
      error: (message) => log.error({ from: 'apollo' }, message),
    },
  });
  await server.start();
  return server;
}

/** Tells the caller what the operation cost, and the log what it was. */
function createOperationPlugin(logOperation: LogOperation): ApolloServerPlugin<HttpOperation> {
  return {
    async requestDidStart() {
      const startedAt = performance.now();
      return {
        async didResolveOperation({ operation }) {
          if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw notHere();
        },
        async willSendResponse({ response, contextValue, document, operation, operationName: name, errors }) {
          const { session, finding } = contextValue;
          const { requestId, cost, basis } = session.ask;
          if (operation?.operation === OperationTypeNode.QUERY && !errors)
            finding.document = document ?? null;
          else basis?.pass();
          if (response.body.kind === 'single') {
            const { singleResult } = response.body;
            // By GET, Apollo refuses before it asks anybody, and recommends a POST that would be refused as well.
            if (operation?.operation === OperationTypeNode.SUBSCRIPTION && response.http.status === 405) {
              singleResult.errors = [{ message: ELSEWHERE, extensions: { code: 'BAD_USER_INPUT' } }];
              response.http.status = 400;
              response.http.headers.delete('allow');
            }
            singleResult.extensions = { ...singleResult.extensions, ...toExtensions(cost) };
          }
          const operationName = name ?? null;
          finding.operationName = operationName;
          const kind = operation?.operation;
          logOperation({ requestId, operation: kind, operationName, startedAt, cost, errors });
        },
      };
    },
  };
}

const ELSEWHERE =
  'Subscriptions run over WebSocket at /graphql (graphql-transport-ws) or SSE at /graphql/stream.';

function notHere(): GraphQLError {
  return new GraphQLError(ELSEWHERE, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}
