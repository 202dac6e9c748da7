/**
 * Does something again as long as more is wanted, one round after the other. What is wanted meanwhile, and in the pause before
 * a round, is done together.
 */
export class Rounds<T> {
  private wanted = new Set<T>();
  private isBusy = false;

  /** @param round - never rejects */
  constructor(
    private readonly pauseMs: number,
    private readonly ended: AbortSignal,
    private readonly round: (wanted: ReadonlySet<T>) => Promise<void>,
  ) {}

  want(...things: readonly T[]): void {
    for (const it of things) this.wanted.add(it);
    if (!this.isBusy) void this.go();
  }

  private async go(): Promise<void> {
    this.isBusy = true;
    while (this.wanted.size > 0 && !this.ended.aborted) {
      await pause(this.pauseMs);
      const { wanted } = this;
      this.wanted = new Set();
      await this.round(wanted);
    }
    this.isBusy = false;
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
