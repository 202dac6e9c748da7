import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { typedSchema } from './typed-schema.js';
import { announce } from './world.js';

/** As the documentation of both shows it. */
async function main(): Promise<void> {
  const apollo = new ApolloServer({ schema: await typedSchema() });
  await apollo.start();
  const app = express();
  app.use('/graphql', express.json(), expressMiddleware(apollo));
  const server = createServer(app).listen(0, '127.0.0.1', () =>
    announce((server.address() as AddressInfo).port),
  );
}

void main();
