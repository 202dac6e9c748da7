import { createRingBuffer, type RingBuffer } from '../../../../src/catalog/log/ring-buffer.js';
import type { LoggedChange } from '../../../../src/domain/event.js';
import { aModelVersion } from '../../../support/builders.js';

const createRing = (capacity: number) => createRingBuffer<LoggedChange>(capacity, (it) => it.versionArn);
const V1 = aModelVersion({ name: 'v1' });
const V2 = aModelVersion({ name: 'v2' });

function aChange(cursor: string, version = V1): LoggedChange {
  const { arn: versionArn, projectArn, status } = version;
  return { versionArn, projectArn, version, previousStatus: null, status, observedAt: 1, cursor };
}

function push(ring: RingBuffer<LoggedChange>, loggedAt: number, ...changes: LoggedChange[]): void {
  for (const change of changes) ring.push(change, loggedAt);
}

const cursors = (changes: Iterable<LoggedChange>) => [...changes].map(({ cursor }) => cursor);

describe('the ring', () => {
  it('is empty at first', () => {
    const ring = createRing(3);
    expect([ring.first, ring.last]).toEqual([1, 0]);
    expect(cursors(ring.backwards(V1.arn, 1))).toEqual([]);
  });

  it('forgets the oldest when it is full', () => {
    const ring = createRing(3);
    push(ring, 1, aChange('a'), aChange('b'), aChange('c'), aChange('d'));
    expect([ring.first, ring.last]).toEqual([2, 4]);
    expect([2, 3, 4].map((seq) => ring.at(seq)?.cursor)).toEqual(['b', 'c', 'd']);
    expect(() => ring.at(1)).toThrow(RangeError);
    expect(() => ring.at(5)).toThrow(RangeError);
  });

  it('forgets what was logged before a time, and goes on after it has forgotten all', () => {
    const ring = createRing(3);
    push(ring, 1, aChange('a'));
    push(ring, 2, aChange('b'));
    ring.dropUntil(2);
    expect([ring.first, ring.last]).toEqual([2, 2]);
    ring.dropUntil(3);
    expect([ring.first, ring.last]).toEqual([3, 2]);
    push(ring, 3, aChange('c'));
    expect(ring.at(3)?.cursor).toBe('c');
    expect(cursors(ring.backwards(V1.arn, 4))).toEqual(['c']);
  });

  it('walks one version backwards, as far as it remembers', () => {
    const ring = createRing(4);
    push(ring, 1, aChange('a'), aChange('x', V2), aChange('b'), aChange('y', V2), aChange('c'));
    expect(cursors(ring.backwards(V1.arn, 6))).toEqual(['c', 'b']);
    expect(cursors(ring.backwards(V1.arn, 5))).toEqual(['b']);
    expect(cursors(ring.backwards(V2.arn, 6))).toEqual(['y', 'x']);
  });

  it('works with room for one', () => {
    const ring = createRing(1);
    push(ring, 1, aChange('a'), aChange('b'));
    expect([ring.first, ring.last, ring.at(2)?.cursor]).toEqual([2, 2, 'b']);
  });
});
