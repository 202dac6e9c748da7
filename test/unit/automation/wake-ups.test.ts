import { WakeUps } from '../../../src/automation/wake-ups.js';
import { fc } from '../../support/properties.js';

const step = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  at: fc.option(fc.nat(20)),
  now: fc.option(fc.nat(20)),
});

it('wakes the same as a map that is searched each time', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const wakeUps = new WakeUps();
      const model = new Map<string, number>();
      for (const { id, at, now } of steps) {
        wakeUps.set(id, at);
        if (at === null) model.delete(id);
        else model.set(id, at);
        expect(wakeUps.next()).toBe(Math.min(Number.POSITIVE_INFINITY, ...model.values()));
        if (now === null) continue;
        const due = [...model].filter(([, it]) => it <= now).map(([name]) => name);
        for (const name of due) model.delete(name);
        expect(wakeUps.takeDue(now).sort()).toEqual(due.sort());
      }
    }),
  );
});

it('ten thousand cost nothing but their own', () => {
  const wakeUps = new WakeUps();
  for (let i = 0; i < 10_000; i += 1) wakeUps.set(`schedule ${i}`, 1_000_000 + ((i * 7_919) % 10_000));
  expect(wakeUps.takeDue(999_999)).toEqual([]);
  expect(wakeUps.takeDue(1_000_009)).toHaveLength(10);
  wakeUps.clear();
  expect(wakeUps.next()).toBe(Number.POSITIVE_INFINITY);
});
