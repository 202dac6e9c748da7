import { setTimeout as pause } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Log } from '../log.js';
import { connect } from './connection.js';

/** Entry id, then field and value by turns. */
export type StreamEntry = [id: string, fields: string[]];

interface Settings {
  readonly url: string;
  readonly log: Log;
  readonly stream: string;
  /** The id after which to read on. */
  readonly after: () => string;
  /** Never rejects. May get again what it knows. */
  readonly onEntries: (entries: readonly StreamEntry[]) => Promise<void>;
  /** Nothing came for a second, or it could not be waited for. Never rejects. */
  readonly onQuiet: () => Promise<void>;
}

const BLOCK_MS = 1_000;
/** A wait that is not over by then never will be: the connection is dead without an error. */
const WATCHDOG_MS = 3_000;
const RETRY_MS = 200;
const PAGE_SIZE = 200;

/** Waits for what is added to a stream, on a connection of its own, for as long as it runs. */
export class StreamReader {
  private readonly redis: Redis;
  private isClosed = false;

  constructor(private readonly settings: Settings) {
    this.redis = connect(settings.url, 'reader', {
      retryStrategy: () => (this.isClosed ? null : RETRY_MS),
    });
  }

  start(): void {
    void this.run();
  }

  close(): void {
    this.isClosed = true;
    this.redis.disconnect();
  }

  private async run(): Promise<void> {
    const { onEntries, onQuiet } = this.settings;
    while (!this.isClosed) {
      const entries = await this.wait();
      if (this.isClosed) return;
      if (entries === null) await onQuiet();
      else await onEntries(entries);
    }
  }

  /** Null: nothing came. Never rejects. */
  private async wait(): Promise<StreamEntry[] | null> {
    const { log, stream, after } = this.settings;
    const watchdog = setTimeout(() => {
      log.warn({}, 'redis: a blocked read did not return; the connection is replaced');
      this.redis.disconnect(true);
    }, WATCHDOG_MS).unref();
    try {
      const read = await this.redis.xread('COUNT', PAGE_SIZE, 'BLOCK', BLOCK_MS, 'STREAMS', stream, after());
      return read?.[0]?.[1] ?? null;
    } catch {
      await pause(RETRY_MS, undefined, { ref: false });
      return null;
    } finally {
      clearTimeout(watchdog);
    }
  }
}
