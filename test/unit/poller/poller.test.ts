import { createPolling } from './polling.js';

describe('The poller', () => {
  it('takes stock after the start, then follows what is on its way', async () => {
    const { clock, upstream, catalog, poller } = createPolling();
    const { arn } = upstream.addProject({ name: 'cats' });
    const version = upstream.addVersion(arn, { name: 'v1', status: 'STARTING' });
    poller.start();
    await clock.advance(5_000);
    expect(catalog.versions(arn)?.values.map((it) => it.status)).toEqual(['STARTING']);
    upstream.setStatus(version.arn, 'RUNNING');
    await clock.advance(2_000);
    expect(catalog.version(arn, 'v1')?.value?.status).toBe('RUNNING');
    await poller.stop();
  });
});
