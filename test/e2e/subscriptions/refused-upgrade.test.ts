import { once } from 'node:events';
import { WebSocket } from 'ws';
import { buildGateway, type GatewayProcess } from '../../support/gateway-process.js';

const program = buildGateway();
let gateway: GatewayProcess;
beforeAll(async () => {
  gateway = await program.start();
});
afterAll(() => program.remove());

describe('a WebSocket that is refused while upgrading is told why', () => {
  it.each([
    ['at another path', '/elsewhere', {}, 404, 'connect to /graphql'],
    ['for a page of another site', '/graphql', { origin: 'https://evil.example' }, 403, 'FORBIDDEN'],
  ])('%s', async (_, path, headers, status, words) => {
    const address = gateway.url.replace('http', 'ws') + path;
    const socket = new WebSocket(address, 'graphql-transport-ws', { headers });
    const [request, response] = await once(socket, 'unexpected-response');
    const text = Buffer.concat(await response.toArray()).toString();
    request.destroy();
    expect(response.statusCode).toBe(status);
    expect(text).toContain(words);
  });
});
