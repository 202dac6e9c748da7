import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { toClientError, withoutSuggestions } from '../graphql/client-error.js';
import type { Context } from '../graphql/context.js';
import type { Log } from '../log.js';
import { validationRules } from './validation-rules.js';

export type Apollo = ApolloServer<Context & BaseContext>;

/** Every option that Apollo would choose by NODE_ENV is chosen here. */
export async function createApollo(schema: GraphQLSchema, log: Log, introspection: boolean): Promise<Apollo> {
  const server = new ApolloServer<Context & BaseContext>({
    schema,
    nodeEnv: 'production',
    introspection: true, // our own rule says the same on every door
    validationRules: [...validationRules(introspection)],
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError(shown, error) {
      const told = toClientError(log, shown, error);
      return introspection ? told : { ...told, message: withoutSuggestions(told.message) };
    },
    plugins: [
      createOperationPlugin(log),
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
function createOperationPlugin(log: Log): ApolloServerPlugin<Context & BaseContext> {
  return {
    async requestDidStart() {
      const startedAt = performance.now();
      return {
        async didResolveOperation({ operation }) {
          if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw notHere();
        },
        async willSendResponse({ response, contextValue, operation, operationName, errors }) {
          const { requestId, cost } = contextValue.session.ask;
          const { stale, ...upstream } = cost;
          if (response.body.kind === 'single') {
            const { singleResult } = response.body;
            // By GET, Apollo refuses before it asks anybody, and recommends a POST that would be refused as well.
            if (operation?.operation === OperationTypeNode.SUBSCRIPTION && response.http.status === 405) {
              singleResult.errors = [{ message: ELSEWHERE, extensions: { code: 'BAD_USER_INPUT' } }];
              response.http.status = 400;
              response.http.headers.delete('allow');
            }
            singleResult.extensions = { ...singleResult.extensions, upstream, ...(stale && { stale }) };
          }
          const durationMs = Math.round(performance.now() - startedAt);
          const codes = errors?.map((it) => it.extensions.code);
          log.info(
            { requestId, operation: operation?.operation, operationName, durationMs, ...cost, codes },
            'operation',
          );
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
