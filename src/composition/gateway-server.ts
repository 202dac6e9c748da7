import { join } from 'node:path';
import type { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import type { GatewayFacts } from '../graphql/context.js';
import { createContextFactory } from '../graphql/create-context.js';
import { createSchema, toSdl } from '../graphql/schema.js';
import type { Log } from '../log.js';
import type { Poller } from '../poller/poller.js';
import { ALIAS_ADDRESS, aliasRoute } from '../server/alias-http.js';
import type { Authenticator } from '../server/auth/authenticator.js';
import { createApollo } from '../server/execution/apollo.js';
import { createCompiledOperations } from '../server/execution/compiled-operations.js';
import type { RequestPipeline } from '../server/execution/request-pipeline.js';
import { createApolloDocuments } from '../server/execution/validation.js';
import { GraphqlRoute } from '../server/graphql-http.js';
import { type Check, livez, readyz } from '../server/http/health.js';
import { HttpServer, type Route, type Routes } from '../server/http/http-server.js';
import { refuseOtherHosts, withCors } from '../server/http/origins.js';
import { createFallback, createPageRoutes, type Page } from '../server/http/pages.js';
import { createResponseCache } from '../server/response-cache/response-cache.js';
import { createSubscriptions } from '../server/subscriptions/subscriptions.js';
import { resolveAlias } from '../services/model-aliases.js';
import { visibleSizes } from '../services/permissions.js';
import type { Services } from '../services/session.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import { createRequestPipeline } from './protection.js';

/** Pages are built into dist, whether this file runs from there or, under test, from src. */
const DIST = join(__dirname, '../../dist');

interface GatewayServerDependencies {
  readonly version: string;
  readonly services: Services;
  readonly poller: Poller;
  readonly authenticator: Authenticator;
  readonly telemetry: Telemetry;
  readonly alive: readonly Check[];
  readonly ready: readonly Check[];
  readonly degraded: readonly Check[];
  readonly log: Log;
  readonly clock: Clock;
}

type Schema = ReturnType<typeof createSchema>;

/** Every address, over one HTTP server that does not listen yet. */
export async function createGatewayServer(config: Config, dependencies: GatewayServerDependencies) {
  const { telemetry, alive, ready, degraded, log, clock } = dependencies;
  const { introspection, allowedOrigins, auth } = config.protection;
  const schema = createSchema();
  const pipeline = pipelineOver(schema, config, dependencies);
  const subscriptions = createSubscriptions({ schema, pipeline, clock, log });
  const graphql = await graphqlOver(schema, config, dependencies, pipeline, subscriptions.eventStream);
  const routes: Routes = {
    ...(config.board && pages(introspection)),
    ...(introspection && { '/schema.graphql': schemaText(schema) }),
    '/graphql': withCors(graphql, allowedOrigins),
    '/graphql/stream': withCors(subscriptions.eventStream, allowedOrigins),
    [ALIAS_ADDRESS]: withCors(aliasRoute({ pipeline, resolveAlias }), allowedOrigins),
    '/metrics': { methods: ['GET', 'HEAD'], handle: async () => text(await telemetry.metrics()) },
    '/livez': { methods: ['GET', 'HEAD'], handle: () => livez(alive) },
    '/readyz': { methods: ['GET', 'HEAD'], handle: () => readyz(ready, degraded) },
  };
  const http = new HttpServer(
    routes,
    createFallback(config.board ? boardPage(introspection) : null),
    log,
    auth.kind === 'none' ? refuseOtherHosts : undefined,
  );
  http.server.on('upgrade', subscriptions.upgrade);
  return { server: http.server, streams: subscriptions, drain: () => http.drain() };
}

function pipelineOver(
  schema: Schema,
  config: Config,
  { version, services, authenticator, telemetry, log, clock }: GatewayServerDependencies,
): RequestPipeline {
  const { accounts } = services.upstream;
  const facts: GatewayFacts = {
    ...{ version, accounts },
    upstream: config.upstream === 'emulator' ? 'EMULATOR' : 'AWS',
  };
  return createRequestPipeline(config.protection, {
    ...{ schema, authenticator, observer: telemetry.observer, clock, log },
    createContext: createContextFactory(services, facts, clock),
    accountRegionCount: accounts.length,
    sizesFor: (caller) => visibleSizes(services.catalog, accounts, caller),
  });
}

async function graphqlOver(
  schema: Schema,
  { responseCacheBytes: maxBytes, compiledQueries, protection: { introspection } }: Config,
  { poller, telemetry: { observer }, log, clock }: GatewayServerDependencies,
  pipeline: RequestPipeline,
  eventStream: Route,
): Promise<Route> {
  const documents = createApolloDocuments(pipeline.validate);
  const apollo = await createApollo({ schema, documents, introspection, log });
  const compiled = createCompiledOperations(schema, compiledQueries);
  const responseCache = createResponseCache({ maxBytes, clock, observer, onRead: poller.noteRead });
  return new GraphqlRoute({ apollo, documents, compiled, pipeline }, responseCache, eventStream);
}

function schemaText(schema: Schema): Route {
  let sdl: string | undefined; // most gateways are never asked for it
  return {
    methods: ['GET', 'HEAD'],
    handle() {
      sdl ??= toSdl(schema);
      return text({ text: sdl });
    },
  };
}

function pages(introspection: boolean): Routes {
  return {
    ...createPageRoutes(boardPage(introspection)),
    ...(introspection && createPageRoutes(EXPLORER_PAGE)),
  };
}

const EXPLORER_PAGE: Page = {
  ...{ name: 'explorer', address: '/explorer', directory: join(DIST, 'explorer') },
  inlineStyles: true,
};

/** Without introspection there is no explorer, and the board knows it. */
function boardPage(introspection: boolean): Page {
  return {
    ...{ name: 'board', address: '/', directory: join(DIST, 'board') },
    inlineStyles: false,
    facts: { explorer: introspection ? 'on' : 'off' },
  };
}

const PLAIN = 'text/plain; charset=utf-8';

function text({ contentType = PLAIN, text: body }: { readonly contentType?: string; readonly text: string }) {
  return { status: 200, headers: { 'content-type': contentType }, body };
}
