import { join } from 'node:path';
import type { Clock } from '../clock.js';
import type { Config } from '../config/config.js';
import type { Caller } from '../domain/caller.js';
import type { GatewayFacts } from '../graphql/context.js';
import { createContextFactory } from '../graphql/create-context.js';
import { createSchema, toSdl } from '../graphql/schema.js';
import type { Log } from '../log.js';
import type { Poller } from '../poller/poller.js';
import { ALIAS_ADDRESS, aliasRoute } from '../server/alias-http.js';
import type { Authenticator } from '../server/auth/authenticator.js';
import { createApollo } from '../server/execution/apollo.js';
import { createApolloDocuments } from '../server/execution/apollo-document-store.js';
import { createCompiledOperations } from '../server/execution/compiled-operations.js';
import { graphqlRoute } from '../server/graphql-http.js';
import { type Check, livez, readyz } from '../server/http/health.js';
import { createHttpServer, type Route, type Routes } from '../server/http/http-server.js';
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

/** Every address, over one HTTP server that does not listen yet. */
export async function createGatewayServer(config: Config, dependencies: GatewayServerDependencies) {
  const { version, services, poller, authenticator, telemetry, alive, ready, degraded, log, clock } =
    dependencies;
  const { observer } = telemetry;
  const { introspection, allowedOrigins, auth } = config.protection;
  const schema = createSchema();
  const facts: GatewayFacts = {
    version,
    upstream: config.upstream === 'emulator' ? 'EMULATOR' : 'AWS',
    accounts: services.upstream.accounts,
  };
  const createContext = createContextFactory(services, facts, clock);
  const accountRegionCount = services.upstream.accounts.length;
  const sizesFor = (caller: Caller) => visibleSizes(services.catalog, services.upstream.accounts, caller);
  const shared = { schema, authenticator, createContext, observer, accountRegionCount, sizesFor, clock, log };
  const pipeline = createRequestPipeline(config.protection, shared);
  const documents = createApolloDocuments(pipeline.validate);
  const apollo = await createApollo({ schema, documents, introspection, log });
  const subscriptions = createSubscriptions({ schema, pipeline, clock, log });
  const maxBytes = config.responseCacheBytes;
  const responseCache = createResponseCache({ maxBytes, clock, observer, onRead: poller.noteRead });
  const compiled = createCompiledOperations(schema, config.compiledQueries);
  const execution = { apollo, documents, compiled, pipeline };
  const graphql = graphqlRoute(execution, responseCache, subscriptions.eventStream);
  let sdl: string | undefined; // most gateways are never asked for it
  const schemaText: Route = {
    methods: ['GET', 'HEAD'],
    handle() {
      sdl ??= toSdl(schema);
      return text({ text: sdl });
    },
  };
  const routes: Routes = {
    ...(config.board && pages(introspection)),
    ...(introspection && { '/schema.graphql': schemaText }),
    '/graphql': withCors(graphql, allowedOrigins),
    '/graphql/stream': withCors(subscriptions.eventStream, allowedOrigins),
    [ALIAS_ADDRESS]: withCors(aliasRoute({ pipeline, resolveAlias }), allowedOrigins),
    '/metrics': { methods: ['GET', 'HEAD'], handle: async () => text(await telemetry.metrics()) },
    '/livez': { methods: ['GET', 'HEAD'], handle: () => livez(alive) },
    '/readyz': { methods: ['GET', 'HEAD'], handle: () => readyz(ready, degraded) },
  };
  const { server, drain } = createHttpServer(
    routes,
    createFallback(config.board ? boardPage(introspection) : null),
    log,
    auth.kind === 'none' ? refuseOtherHosts : undefined,
  );
  server.on('upgrade', subscriptions.upgrade);
  return { server, streams: subscriptions, drain };
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
