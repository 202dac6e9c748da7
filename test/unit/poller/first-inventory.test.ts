import { captureLog } from '../../support/captured-log.js';
import { addProjects, createPolling } from './polling.js';

describe('The first inventory', () => {
  it('logs how far it is, and when it is complete', async () => {
    const { log, lines } = captureLog();
    const { clock, upstream, poller } = createPolling({ log });
    addProjects(upstream, 100);
    poller.start();
    await clock.advance(120_000);
    const told = lines('first inventory: under way').map((it) => Number(it.listed));
    expect(told.length).toBeGreaterThan(5);
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
    expect(lines('first inventory: complete')).toEqual([expect.objectContaining({ listed: 101, of: 101 })]);
    await poller.stop();
  });
});
