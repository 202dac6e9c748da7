import type { Control, LoggedRequest } from '../support/emulator.js';

/** Which requests to AWS a change is made of. */
export interface Target {
  /** AWS's name of it. */
  readonly operation: string;
  /** Fields of the request that only this change has. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What AWS was asked and what it did, from the emulator's own log. */
export class Truth {
  private readonly requests = new Map<string, LoggedRequest>();

  constructor(private readonly control: Control) {}

  /** How often AWS was asked for the change, and how often it made it, among requests that are not in `earlier`. */
  async of(
    { operation, fields }: Target,
    earlier: ReadonlySet<string>,
  ): Promise<{ asked: number; acted: number }> {
    await this.read();
    const wanted = Object.entries(fields);
    const asked = [...this.requests.values()].filter(
      (it) =>
        it.operation === operation &&
        !earlier.has(it.requestId) &&
        wanted.every(([name, value]) => it.input?.[name] === value),
    );
    return { asked: asked.length, acted: asked.filter((it) => it.errorType === undefined).length };
  }

  /** All that AWS was asked so far. */
  async seen(): Promise<ReadonlySet<string>> {
    await this.read();
    return new Set(this.requests.keys());
  }

  private async read(): Promise<void> {
    const { requests } = await this.control.requests();
    for (const it of requests)
      if (!/^(Describe|List)/.test(it.operation)) this.requests.set(it.requestId, it);
  }
}
