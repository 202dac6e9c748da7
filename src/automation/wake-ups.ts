import type { EpochMs } from '../domain/model.js';

/** When each of many is to be woken: a binary heap, in which what was moved stays until it comes up. */
export class WakeUps {
  private readonly heap: { readonly at: EpochMs; readonly id: string }[] = [];
  private readonly wakeAt = new Map<string, EpochMs>();

  /** In place of what was set before; null: not at all. */
  set(id: string, at: EpochMs | null): void {
    if (at === null) return void this.wakeAt.delete(id);
    if (this.wakeAt.get(id) === at) return;
    this.wakeAt.set(id, at);
    this.heap.push({ at, id });
    this.rise(this.heap.length - 1);
  }

  /** The earliest; infinite for none. */
  next(): EpochMs {
    for (;;) {
      const top = this.heap[0];
      if (!top) return Number.POSITIVE_INFINITY;
      if (this.wakeAt.get(top.id) === top.at) return top.at;
      this.pop();
    }
  }

  /** Those whose time has come, once each. */
  takeDue(now: EpochMs): string[] {
    const due: string[] = [];
    while (this.next() <= now) {
      const id = this.heap[0]?.id ?? '';
      this.pop();
      this.wakeAt.delete(id);
      due.push(id);
    }
    return due;
  }

  clear(): void {
    this.heap.length = 0;
    this.wakeAt.clear();
  }

  private pop(): void {
    const last = this.heap.pop();
    if (!last || this.heap.length === 0) return;
    this.heap[0] = last;
    this.sink(0);
  }

  private rise(index: number): void {
    for (let child = index; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (this.at(parent) <= this.at(child)) return;
      this.swap(parent, child);
      child = parent;
    }
  }

  private sink(index: number): void {
    for (let parent = index; ; ) {
      const left = 2 * parent + 1;
      const child = this.at(left + 1) < this.at(left) ? left + 1 : left;
      if (this.at(parent) <= this.at(child)) return;
      this.swap(parent, child);
      parent = child;
    }
  }

  private at(index: number): EpochMs {
    return this.heap[index]?.at ?? Number.POSITIVE_INFINITY;
  }

  private swap(one: number, other: number): void {
    const [a, b] = [this.heap[one], this.heap[other]];
    if (a && b) [this.heap[one], this.heap[other]] = [b, a];
  }
}
