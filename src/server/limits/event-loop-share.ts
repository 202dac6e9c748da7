/**
 * Lets each subject compute one operation in a turn of the event loop, so that what others have sent meanwhile is read
 * in between.
 */
export class EventLoopShares {
  /** Subject → its waiting operations, in the order in which they came. */
  private readonly waiting = new Map<string, (() => void)[]>();

  /** Resolves when it is the subject's turn; null if it is at once. */
  take(subject: string): Promise<void> | null {
    const queue = this.waiting.get(subject);
    if (queue) return new Promise((resolve) => queue.push(resolve));
    this.waiting.set(subject, []);
    setImmediate(() => this.next(subject));
    return null;
  }

  private next(subject: string): void {
    const go = this.waiting.get(subject)?.shift();
    if (!go) return void this.waiting.delete(subject);
    setImmediate(() => this.next(subject));
    go();
  }
}
