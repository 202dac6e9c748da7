/** Where an entry stands in a Redis stream: `<ms>-<number>`. https://redis.io/docs/latest/develop/data-types/streams/ */
export interface StreamId {
  readonly ms: number;
  readonly number: number;
}

export const BEFORE_ALL: StreamId = { ms: 0, number: 0 };

/** What Redis wrote, or a cursor's position: also one without a number. */
export function toStreamId(text: string): StreamId {
  const [ms, number = 0] = text.split('-').map(Number);
  return { ms: ms ?? 0, number };
}

export function toText({ ms, number }: StreamId): string {
  return `${ms}-${number}`;
}

/** Below 0 if `one` comes first. */
export function compareIds(one: StreamId, other: StreamId): number {
  return one.ms - other.ms || one.number - other.number;
}
