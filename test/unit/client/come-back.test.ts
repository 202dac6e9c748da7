import { type Client, createClient } from 'graphql-ws';
import { openSocket } from '../../../src/client/recipes/socket.js';
import { COME_BACK } from '../../../src/web/explorer/come-back.js';
import { refuseSockets } from '../../support/refused-sockets.js';

const HOUR_MS = 3_600_000;
const URL = 'http://127.0.0.1:4000';

it.each<[who: string, open: () => Client, longestMs: number]>([
  ['a recipe', () => openSocket(URL, () => ''), 10_000],
  ['the explorer', () => createClient({ url: URL, ...COME_BACK }), 5_000],
])('%s tries again soon, however long the gateway was away', async (_, open, longestMs) => {
  jest.useFakeTimers();
  const { tries, restore } = refuseSockets();
  const ended: unknown[] = [];
  const sink = { next: () => {}, error: (it: unknown) => ended.push(it), complete: () => ended.push(null) };
  const end = open().subscribe({ query: 'subscription { a }' }, sink);
  for (let ms = 0; ms < HOUR_MS; ms += longestMs) {
    const before = tries();
    await jest.advanceTimersByTimeAsync(longestMs);
    expect([ended, tries() > before]).toEqual([[], true]);
  }
  end();
  restore();
  jest.useRealTimers();
});
