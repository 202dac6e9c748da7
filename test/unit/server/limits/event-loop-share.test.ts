import { EventLoopShares } from '../../../../src/server/limits/event-loop-share.js';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

it('one operation of each subject is computed in a turn of the event loop, in the order in which they came', async () => {
  const turns = new EventLoopShares();
  const begun: string[] = [];
  const ask = async (subject: string, name: string) => {
    await (turns.take(subject) ?? undefined);
    begun.push(name);
  };
  const all = ['e1', 'e2', 'e3'].map((it) => ask('eve', it));
  all.push(ask('ann', 'a1'));
  await Promise.resolve();
  expect(begun).toEqual(['e1', 'a1']);
  await Promise.all([...all, nextTurn()]);
  expect(begun).toEqual(['e1', 'a1', 'e2', 'e3']);
  await nextTurn();
  expect(turns.take('eve')).toBeNull();
});

it('what comes a turn later does not wait', async () => {
  const turns = new EventLoopShares();
  expect(turns.take('eve')).toBeNull();
  expect(turns.take('eve')).not.toBeNull();
  expect(turns.take('ann')).toBeNull();
  for (let i = 0; i < 4; i++) await nextTurn();
  expect(turns.take('eve')).toBeNull();
});
