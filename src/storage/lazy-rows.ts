import type { Write } from './port.js';

export type Rows = Map<string, string | null>;

/** What is to be written at some time, kept in memory until then: by key, the newest. */
export class LazyRows {
  private rows: Rows = new Map();

  get size(): number {
    return this.rows.size;
  }

  /** Undefined: nothing is kept under this key. Null: it is to be deleted. */
  get(key: string): string | null | undefined {
    return this.rows.get(key);
  }

  add({ rows }: Write): void {
    for (const [key, value] of rows) this.rows.set(key, value);
  }

  /** Another write of these keys is under way, which is newer. */
  forget({ rows }: Write): void {
    for (const [key] of rows) this.rows.delete(key);
  }

  /** Everything, to be written now. */
  takeAll(): Rows {
    const taken = this.rows;
    this.rows = new Map();
    return taken;
  }

  /** They could not be written. What came meanwhile is newer. */
  putBack(taken: Rows): void {
    this.rows = new Map([...taken, ...this.rows]);
  }
}
