import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { typedSchema } from './typed-schema.js';
import { announce } from './world.js';

async function main(): Promise<void> {
  const app = Fastify();
  app.register(mercurius, { schema: await typedSchema(), jit: 1 });
  await app.listen({ port: 0, host: '127.0.0.1' });
  announce((app.server.address() as AddressInfo).port);
}

void main();
