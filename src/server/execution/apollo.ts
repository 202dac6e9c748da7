import {
  ApolloServer,
  type ApolloServerOptions,
  type ApolloServerPlugin,
  type BaseContext,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import { toClientError, withoutSuggestions } from '../../graphql/client-error.js';
import type { Context } from '../../graphql/context.js';
import type { Log } from '../../log.js';
import { toExtensions } from '../http/graphql-body.js';
import type { RunningOperation } from '../port.js';
import { type ApolloDocuments, ownRules } from './validation.js';

/** What Apollo works on: what resolvers see, and what is found out on the way. */
export interface HttpOperation extends Context, BaseContext {
  /** Gets the operation's outcome when it has ended. */
  readonly running: RunningOperation;
  readonly finding: Finding; // an object of its own: Apollo copies the context
}

interface Finding {
  /** As chosen by the request or by its document. */
  operationName: string | null;
  /** A query that was answered without errors: no other answer is kept. */
  isCleanQuery: boolean;
}

export type Apollo = ApolloServer<HttpOperation>;

interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly documents: ApolloDocuments;
  readonly introspection: boolean;
  readonly log: Log;
}

/** Every option that Apollo would choose by NODE_ENV is chosen here. */
export async function createApollo({
  schema,
  documents,
  introspection,
  log,
}: ApolloOptions): Promise<Apollo> {
  const server = new ApolloServer<HttpOperation>({
    schema,
    nodeEnv: 'production',
    introspection: true, // our own rule refuses it on every transport
    validationRules: [...ownRules(introspection)],
    csrfPrevention: false, // a GET is judged by its page, and a POST has to be JSON, before Apollo sees either
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    documentStore: documents,
    includeStacktraceInErrorResponses: false,
    stringifyResult: (result) => JSON.stringify(result), // without the line break that Apollo ends with
    stopOnTerminationSignals: false,
    formatError(shown, error) {
      const clientError = toClientError(log, shown, error);
      return introspection
        ? clientError
        : { ...clientError, message: withoutSuggestions(clientError.message) };
    },
    plugins: [operationPlugin, ...NONE_OF_APOLLOS],
    logger: toLogger(log),
  });
  await server.start();
  return server;
}

const NONE_OF_APOLLOS = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
];

function toLogger(log: Log): NonNullable<ApolloServerOptions<HttpOperation>['logger']> {
  return {
    debug: (message) => log.debug({ from: 'apollo' }, message),
    info: (message) => log.debug({ from: 'apollo' }, message),
    warn: (message) => log.warn({ from: 'apollo' }, message),
    error: (message) => log.error({ from: 'apollo' }, message),
  };
}

/** Adds what the operation cost to the answer, and reports the operation. */
const operationPlugin: ApolloServerPlugin<HttpOperation> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation === OperationTypeNode.SUBSCRIPTION) throw notHere();
      },
      async willSendResponse({ response, contextValue, operation, operationName: name, errors }) {
        const { session, finding } = contextValue;
        const { cost } = session.callContext;
        finding.operationName = name ?? null;
        finding.isCleanQuery = operation?.operation === OperationTypeNode.QUERY && !errors;
        let codes: readonly string[] = [];
        let userErrors: readonly string[] = [];
        if (response.body.kind === 'single') {
          const { singleResult } = response.body;
          // By GET, Apollo refuses before any plugin runs, and recommends a POST that would be refused as well.
          if (operation?.operation === OperationTypeNode.SUBSCRIPTION && response.http.status === 405) {
            singleResult.errors = [{ message: ELSEWHERE, extensions: { code: 'BAD_USER_INPUT' } }];
            response.http.status = 400;
            response.http.headers.delete('allow');
          }
          singleResult.extensions = { ...singleResult.extensions, ...toExtensions(cost) };
          codes = (singleResult.errors ?? []).map((it) => String(it.extensions?.code));
          if (operation?.operation === OperationTypeNode.MUTATION) userErrors = codesIn(singleResult.data);
        }
        contextValue.running.ended({ type: operation?.operation, name, cost, codes, userErrors });
      },
    };
  },
};

/** Of the payloads of mutations, where the client selected them under their own names. */
function codesIn(data: Readonly<Record<string, unknown>> | null | undefined): string[] {
  const payloads = Object.values(data ?? {}) as ({ userErrors?: unknown } | null)[];
  return payloads.flatMap((payload) => {
    const { userErrors } = payload ?? {};
    return Array.isArray(userErrors) ? userErrors.map((it) => String(it?.code ?? 'REFUSED')) : [];
  });
}

const ELSEWHERE =
  'Subscriptions run over WebSocket at /graphql (graphql-transport-ws), or by POST or GET with accept: text/event-stream.';

function notHere(): GraphQLError {
  return new GraphQLError(ELSEWHERE, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}
