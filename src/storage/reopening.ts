import type { Engine, OpenEngine } from './engine.js';

/** How often it is tried. In milliseconds. */
const RETRY_MS = 1_000;

/** Opens an engine again that failed to write, until it can be used. */
export class Reopening {
  private timer: NodeJS.Timeout | null = null;
  private trying: Promise<void> | null = null;
  private isStopped = false;

  /** @param resume - gets the engine; if it rejects, the engine is closed and opened again later */
  constructor(
    private readonly open: OpenEngine,
    private readonly resume: (engine: Engine) => Promise<void>,
  ) {}

  begin(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.trying = this.tryOnce();
    }, RETRY_MS).unref();
  }

  /** Resolves after the attempt under way, if there is one. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.trying;
  }

  /** Never rejects. */
  private async tryOnce(): Promise<void> {
    const engine = await this.open().catch(() => null);
    if (engine === null) return this.begin();
    try {
      await this.resume(engine);
    } catch {
      await engine.close().catch(() => {});
      this.begin();
    }
  }
}
