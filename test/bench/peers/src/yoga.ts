import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSchema, createYoga } from 'graphql-yoga';
import { resolvers, typeDefs } from './sdl.js';
import { announce } from './world.js';

const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers }), logging: false });
const server = createServer(yoga).listen(0, '127.0.0.1', () =>
  announce((server.address() as AddressInfo).port),
);
