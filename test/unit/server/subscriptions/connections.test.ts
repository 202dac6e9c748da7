import { type Connection, Connections } from '../../../../src/server/subscriptions/connections.js';
import { FrameWriter } from '../../../../src/server/subscriptions/frame-writer.js';
import { createTestClock, type TestClock } from '../../../support/test-clock.js';

/** One connection as the network sees it. */
function aConnection(clock: TestClock, onEnd: (what: string) => void = () => {}) {
  const taken: (() => void)[] = [];
  const state = { beats: 0, answers: true, takesAtOnce: true };
  const frameWriter = new FrameWriter(clock, {
    write(_, done) {
      if (state.takesAtOnce) done();
      else taken.push(done);
    },
  });
  const connection: Connection = {
    frameWriter,
    beat() {
      state.beats += 1;
      return state.answers;
    },
    end: () => onEnd('end'),
    terminate: () => onEnd('terminate'),
  };
  return {
    connection,
    outlet: frameWriter,
    state,
    takeAll: () => taken.splice(0).forEach((done) => void done()),
  };
}

const MINUTE_MS = 60_000;

describe('connections', () => {
  it('are at most twelve thousand, and have room again when one closes', () => {
    const connections = new Connections(createTestClock());
    const { connection } = aConnection(createTestClock());
    const removals = Array.from({ length: 12_000 }, () => {
      expect(connections.refusal).toBeNull();
      return connections.add({ ...connection });
    });
    expect(connections.refusal).toBe('full');
    removals[0]?.();
    removals[0]?.(); // said twice
    expect(connections.refusal).toBeNull();
    expect(connections.size).toBe(11_999);
  });

  it('get a heartbeat every 12 s, not all at the same moment', async () => {
    const clock = createTestClock();
    const connections = new Connections(clock);
    const all = Array.from({ length: 50 }, () => aConnection(clock));
    for (const { connection } of all) connections.add(connection);
    await clock.advance(9_000);
    const early = all.filter((it) => it.state.beats > 0).length;
    expect(early).toBeGreaterThan(0);
    expect(early).toBeLessThan(50);
    await clock.advance(4 * MINUTE_MS - 9_000);
    for (const { state } of all) {
      expect(state.beats).toBeGreaterThanOrEqual(18);
      expect(state.beats).toBeLessThanOrEqual(21);
    }
  });

  it('without an answer of the peer are ended, the others not', async () => {
    const clock = createTestClock();
    const connections = new Connections(clock);
    const ended: string[] = [];
    const alive = aConnection(clock, (it) => ended.push(`alive ${it}`));
    const dead = aConnection(clock, (it) => {
      ended.push(`dead ${it}`);
      remove();
    });
    const remove = connections.add(dead.connection);
    connections.add(alive.connection);
    dead.state.answers = false;
    await clock.advance(MINUTE_MS);
    expect(ended).toEqual(['dead terminate']);
  });

  it('that take nothing lose their subscriptions after 30 s, and are ended after 60', async () => {
    const clock = createTestClock();
    const connections = new Connections(clock);
    const ended: string[] = [];
    const { connection, outlet: frameWriter, state } = aConnection(clock, (it) => ended.push(it));
    const remove = connections.add({
      ...connection,
      terminate: () => {
        ended.push('terminate');
        remove();
      },
    });
    state.takesAtOnce = false;
    let outcome: string | undefined;
    void frameWriter.send('frame').then((it) => {
      outcome = it;
    });
    await clock.advance(29_000);
    expect([outcome, ended]).toEqual([undefined, []]);
    await clock.advance(2_000);
    expect([outcome, ended]).toEqual(['stuck', []]);
    await clock.advance(30_000);
    expect(ended).toEqual(['terminate']);
  });

  it('that take a frame now and then are slow, not stuck', async () => {
    const clock = createTestClock();
    const connections = new Connections(clock);
    const ended: string[] = [];
    const { connection, outlet: frameWriter, state, takeAll } = aConnection(clock, (it) => ended.push(it));
    connections.add(connection);
    state.takesAtOnce = false;
    for (let i = 0; i < 20; i++) {
      const sent = frameWriter.send('frame');
      await clock.advance(25_000);
      takeAll();
      expect(await sent).toBe('taken');
    }
    expect(ended).toEqual([]);
  });

  it('when the end comes are ended over the time given, no more come, and those that stay are cut', async () => {
    const clock = createTestClock();
    const connections = new Connections(clock);
    const at: number[] = [];
    const start = clock.now();
    for (let i = 0; i < 100; i++) {
      const remove = connections.add({
        ...aConnection(clock).connection,
        end: () => {
          at.push(clock.now() - start);
          remove();
        },
      });
    }
    const cut: string[] = [];
    const stubborn = connections.add(
      aConnection(clock, (it) => {
        cut.push(it);
        if (it === 'terminate') stubborn();
      }).connection,
    );
    const drained = connections.drain(4_000);
    expect(connections.refusal).toBe('draining');
    await clock.advance(4_000);
    expect(at).toHaveLength(100);
    for (const quarter of [0, 1, 2, 3])
      expect(at.filter((ms) => Math.floor(ms / 1_000) === quarter).length).toBeGreaterThan(5);
    expect(cut).toEqual(['end']);
    await clock.advance(2_000);
    expect(cut).toEqual(['end', 'terminate']);
    await drained;
  });

  it('that are none are drained at once', async () => {
    await new Connections(createTestClock()).drain(10_000);
  });
});
