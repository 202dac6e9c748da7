import { join } from 'node:path';
import type { Clock } from '../clock.js';
import type { Config } from '../config.js';
import type { GatewayFacts } from '../graphql/context.js';
import { createContextFactory } from '../graphql/create-context.js';
import { createSchema, toSdl } from '../graphql/schema.js';
import type { Log } from '../log.js';
import type { Poller } from '../poller/poller.js';
import { createApollo } from '../server/apollo.js';
import type { Authenticator } from '../server/auth/authenticator.js';
import { createCompiledOperations } from '../server/compiled/operations.js';
import { createApolloDocuments } from '../server/document-store.js';
import { answerGraphql } from '../server/graphql-http.js';
import { type Check, livez, readyz } from '../server/health.js';
import { createHttpServer, type Route, type Routes } from '../server/http-server.js';
import { refuseOtherHosts, withCors } from '../server/origins.js';
import { createPageRoutes, type Page } from '../server/pages.js';
import { createPreparedAnswers } from '../server/prepared/answers.js';
import { createFrontDoor } from '../server/prepared/front-door.js';
import { json } from '../server/reply.js';
import { createStreams } from '../server/streams/streams.js';
import type { Services } from '../services/session.js';
import type { Signals } from '../signals/signals.js';
import { createDoors } from './protect.js';

/** Pages are built into dist, whether this file runs from there or, under test, from src. */
const DIST = join(__dirname, '../../dist');

interface Surroundings {
  readonly version: string;
  readonly services: Services;
  readonly poller: Poller;
  readonly authenticator: Authenticator;
  readonly signals: Signals;
  readonly alive: readonly Check[];
  readonly ready: readonly Check[];
  readonly degraded: readonly Check[];
  readonly log: Log;
  readonly clock: Clock;
}

/** Every address, over one HTTP server that does not listen yet. */
export async function createGatewayServer(config: Config, around: Surroundings) {
  const { version, services, poller, authenticator, signals, alive, ready, degraded, log, clock } = around;
  const { watch } = signals;
  const { introspection, allowedOrigins, auth } = config.protection;
  const schema = createSchema();
  const facts: GatewayFacts = {
    version,
    upstream: config.upstream === 'emulator' ? 'EMULATOR' : 'AWS',
    accounts: services.upstream.accounts,
  };
  const createContext = createContextFactory(services, facts, clock);
  const places = services.upstream.accounts.length;
  const inside = { schema, authenticator, createContext, watch, places, clock, log };
  const doors = createDoors(config.protection, inside);
  const documents = createApolloDocuments(doors.validate);
  const apollo = await createApollo({ schema, documents, introspection, log });
  const streams = createStreams({ schema, doors, clock, log });
  const answers = createPreparedAnswers(clock, config.preparedAnswersBytes);
  const frontDoor = createFrontDoor(answers, poller.noteRead, watch);
  const compiled = createCompiledOperations(schema, config.compiledQueries);
  const computing = { apollo, documents, compiled, doors };
  const graphql: Route = {
    methods: ['GET', 'POST'],
    handle: (exchange) => answerGraphql(computing, frontDoor, exchange),
  };
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
    '/graphql/stream': withCors(streams.eventStream, allowedOrigins),
    '/metrics': { methods: ['GET', 'HEAD'], handle: async () => text(await signals.metrics()) },
    '/livez': { methods: ['GET', 'HEAD'], handle: () => livez(alive) },
    '/readyz': { methods: ['GET', 'HEAD'], handle: () => readyz(ready, degraded) },
  };
  const { server, drain } = createHttpServer(
    routes,
    () => json(404, { message: 'There is nothing here. GraphQL is at /graphql.' }),
    log,
    auth.kind === 'none' ? refuseOtherHosts : undefined,
  );
  server.on('upgrade', streams.upgrade);
  return { server, streams, drain };
}

/** Without introspection there is no explorer, and the board knows it. */
function pages(introspection: boolean): Routes {
  const explorer = createPage('explorer', '/explorer', { inlineStyles: true });
  const board = createPage('board', '/', { facts: { explorer: introspection ? 'on' : 'off' } });
  return { ...board, ...(introspection && explorer) };
}

function createPage(name: string, address: string, page: Partial<Page>): Routes {
  return createPageRoutes({ name, address, directory: join(DIST, name), inlineStyles: false, ...page });
}

const PLAIN = 'text/plain; charset=utf-8';

function text({ contentType = PLAIN, text: body }: { readonly contentType?: string; readonly text: string }) {
  return { status: 200, headers: { 'content-type': contentType }, body };
}
