import { type Caller, LOCAL_OWNER } from '../../../../src/domain/caller.js';
import type { Grant } from '../../../../src/domain/grant.js';
import { nextOf } from '../../../support/next-of.js';
import { createStreamStage } from '../../../support/stream-stage.js';

it('a caller that loses rights while the first events are still being read gets no more of them', async () => {
  const stage = createStreamStage();
  let grants: readonly Grant[] = LOCAL_OWNER.grants;
  const caller: Caller = {
    subject: 'ann',
    expiresAt: null,
    get grants() {
      return grants;
    },
  };
  const subscription = await stage.engine.open({
    query: 'subscription { modelVersionStatusChanged(includeCurrent: true) { kind modelVersionArn } }',
    ...{ operationName: null, variables: {}, extensions: {} },
    ...{ requestId: 'test', caller, transport: 'sse', resumeAfter: null },
  });
  expect(String((await nextOf(subscription))?.json)).toContain('"CURRENT"');
  grants = [];
  const next = nextOf(subscription);
  await stage.clock.advance(1_000);
  grants = LOCAL_OWNER.grants;
  await stage.makeChanges(20);
  expect(String((await next)?.json)).toContain('"CHANGED"');
  subscription.end();
  await stage.close();
});
