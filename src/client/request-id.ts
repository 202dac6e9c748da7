/** Sixteen random bytes as hex. Not `randomUUID`: pages have that over HTTPS only. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (it) =>
    it.toString(16).padStart(2, '0'),
  ).join('');
}

const answered = new WeakMap<object, string>();

/** Remembers which request this data answered, for errors that show only later. */
export function rememberRequest(data: object, requestId: string): void {
  answered.set(data, requestId);
}

/** Null for what answered no request. */
export function requestIdOf(data: object): string | null {
  return answered.get(data) ?? null;
}
