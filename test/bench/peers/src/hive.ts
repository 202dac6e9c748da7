import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGatewayRuntime } from '@graphql-hive/gateway';
import { announce } from './world.js';

/** A gateway needs something behind it: `process.argv[3]` is the address of a peer that holds the data. */
const gateway = createGatewayRuntime({ proxy: { endpoint: process.argv[3] ?? '' }, logging: false });
const server = createServer(gateway).listen(0, '127.0.0.1', () =>
  announce((server.address() as AddressInfo).port),
);
