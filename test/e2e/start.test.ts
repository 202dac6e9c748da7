import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startApp } from '../../src/app.js';
import { parseConfig } from '../../src/config/config.js';
import { silentLog } from '../../src/log.js';
import { keptPort } from '../support/kept-port.js';

async function occupy(): Promise<{ port: number; server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, server };
}

it('a gateway with a taken port leaves no emulator behind', async () => {
  const { port, server } = await occupy();
  const emulatorPort = await keptPort();
  const settings = { PORT: String(port), EMULATOR_PORT: String(emulatorPort), DRAIN_MS: '0' };
  await expect(startApp(parseConfig(settings), silentLog)).rejects.toMatchObject({
    code: 'EADDRINUSE',
    port,
  });
  await expect(fetch(`http://127.0.0.1:${emulatorPort}/_emulator/`)).rejects.toThrow();
  server.close();
});

it('a gateway that has ended listens nowhere, and may start again on the same ports', async () => {
  const settings = { PORT: String(await keptPort()), EMULATOR_PORT: String(await keptPort()), DRAIN_MS: '0' };
  for (let attempt = 0; attempt < 2; attempt++) {
    const app = await startApp(parseConfig(settings), silentLog);
    expect(await (await fetch(`${app.url}/readyz`)).json()).toEqual({
      status: 'ok',
      notReady: [],
      degraded: [],
    });
    await app.close();
    await expect(fetch(`${app.url}/livez`)).rejects.toThrow();
    await expect(fetch(`${app.emulatorUrl}/_emulator/`)).rejects.toThrow();
  }
});
