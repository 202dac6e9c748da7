import { EntryRing, NO_PLACE } from '../../../../src/catalog/log/entry-ring.js';
import type { LoggedChange, StatusChange } from '../../../../src/domain/event.js';
import { aModelVersion } from '../../../support/builders.js';

const createRing = (capacity: number) =>
  new EntryRing<StatusChange>(capacity, (it) => it.versionArn, NO_PLACE);
const V1 = aModelVersion({ name: 'v1' });
const V2 = aModelVersion({ name: 'v2' });

/** Of which version, and its cursor. */
type Logged = readonly [version: typeof V1, cursor: string];

function push(ring: EntryRing<StatusChange>, ms: number, ...logged: Logged[]): void {
  for (const [version, cursor] of logged) {
    const { arn: versionArn, projectArn, status } = version;
    const item = { versionArn, projectArn, version, previousStatus: null, status, observedAt: 1 };
    const count = ring.last.count + 1;
    ring.push({ id: { ms, number: count }, count, item }, cursor);
  }
}

/** The first, or the one after the last if none is kept; and the last. */
const seqs = (ring: EntryRing<StatusChange>) => [ring.seqOf(NO_PLACE.id) + 1, ring.lastSeq];
const cursors = (changes: Iterable<LoggedChange>) => [...changes].map(({ cursor }) => cursor);

describe('the ring', () => {
  it('is empty at first', () => {
    const ring = createRing(3);
    expect(seqs(ring)).toEqual([1, 0]);
    expect(cursors(ring.backwards(V1.arn, 1))).toEqual([]);
  });

  it('forgets the oldest when it is full', () => {
    const ring = createRing(3);
    push(ring, 1, [V1, 'a'], [V1, 'b'], [V1, 'c'], [V1, 'd']);
    expect(seqs(ring)).toEqual([2, 4]);
    expect([2, 3, 4].map((seq) => ring.at(seq)?.cursor)).toEqual(['b', 'c', 'd']);
    expect(() => ring.at(1)).toThrow(RangeError);
    expect(() => ring.at(5)).toThrow(RangeError);
  });

  it('forgets what was logged before a time, and goes on after it has forgotten all', () => {
    const ring = createRing(3);
    push(ring, 1, [V1, 'a']);
    push(ring, 2, [V1, 'b']);
    ring.dropUntil(2);
    expect(seqs(ring)).toEqual([2, 2]);
    ring.dropUntil(3);
    expect(seqs(ring)).toEqual([3, 2]);
    push(ring, 3, [V1, 'c']);
    expect(ring.at(3)?.cursor).toBe('c');
    expect(cursors(ring.backwards(V1.arn, 4))).toEqual(['c']);
  });

  it('walks one version backwards, as far as it remembers', () => {
    const ring = createRing(4);
    push(ring, 1, [V1, 'a'], [V2, 'x'], [V1, 'b'], [V2, 'y'], [V1, 'c']);
    expect(cursors(ring.backwards(V1.arn, 6))).toEqual(['c', 'b']);
    expect(cursors(ring.backwards(V1.arn, 5))).toEqual(['b']);
    expect(cursors(ring.backwards(V2.arn, 6))).toEqual(['y', 'x']);
  });

  it('works with room for one', () => {
    const ring = createRing(1);
    push(ring, 1, [V1, 'a'], [V1, 'b']);
    expect([...seqs(ring), ring.at(2)?.cursor]).toEqual([2, 2, 'b']);
  });
});
