import { createHash } from 'node:crypto';
import type { Clock } from '../clock.js';
import { GatewayError } from '../domain/errors.js';
import type { EpochMs } from '../domain/model.js';
import { StorageUnavailable, type Store } from '../storage/port.js';
import { KEPT_MS, MemoryKeys, mismatch } from './memory-keys.js';
import type { IdempotencyKeys, Intent, KeyUse } from './port.js';

const PREFIX = 'key/';
/** How often keys are deleted that are no longer good for anything. In milliseconds. */
const SWEEP_MS = 3_600_000;

interface Stored {
  readonly fingerprint: string;
  readonly expiresAt: EpochMs;
  readonly intent: Intent | null;
  /** JSON; null: not known. */
  readonly answer: string | null;
}

/** Keys of one process that outlive it: an intent is on disk before it is carried out, and its answer before it is given. */
export class EmbeddedKeys implements IdempotencyKeys {
  private readonly own: IdempotencyKeys;
  private callOff = () => {};
  private isClosed = false;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    this.own = new MemoryKeys(clock);
  }

  /** Deletes what is over, now and every hour. */
  async start(): Promise<void> {
    await this.sweep();
    this.sweepLater();
  }

  private sweepLater(): void {
    if (this.isClosed) return;
    this.callOff = this.clock.after(SWEEP_MS, async () => {
      await this.sweep().catch(() => {}); // of a store that is away; the next one finds them
      this.sweepLater();
    });
  }

  private async sweep(): Promise<void> {
    const now = this.clock.now();
    for await (const page of this.store.scan(PREFIX)) {
      const over = page.filter(([, value]) => (JSON.parse(value) as Stored).expiresAt <= now);
      this.store.writeLazily({ rows: over.map(([key]) => [key, null]) });
    }
  }

  once<T>(key: string, fingerprint: string, act: (use: KeyUse) => Promise<T>): Promise<T> {
    return this.own.once(key, fingerprint, (use) =>
      this.onceOfAll(PREFIX + hashOf(key), hashOf(fingerprint), act, use).catch((error: unknown) => {
        throw error instanceof StorageUnavailable ? cannotStore(error) : error;
      }),
    );
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.callOff();
    await this.own.close();
  }

  private async onceOfAll<T>(
    key: string,
    fingerprint: string,
    act: (use: KeyUse) => Promise<T>,
    ownUse: KeyUse,
  ): Promise<T> {
    const known = await this.known(key);
    if (known && known.fingerprint !== fingerprint) throw mismatch();
    if (known && known.answer !== null) return JSON.parse(known.answer) as T;
    const record = { fingerprint, expiresAt: this.clock.now() + KEPT_MS, intent: known?.intent ?? null };
    const toRow = (meant: Intent | null, answer: string | null) =>
      [key, JSON.stringify({ ...record, intent: meant, answer } satisfies Stored)] as const;
    let intent = ownUse.earlier ?? record.intent;
    const result = await act({
      earlier: intent,
      intend: async (given) => {
        await this.store.commit({ rows: [toRow(given, null)] });
        await ownUse.intend(given);
        intent = given;
      },
      withdraw: async () => {
        await ownUse.withdraw();
        intent = null;
        this.store.writeLazily({ rows: [[key, null]] });
      },
    });
    await this.storeAnswer(toRow(intent, JSON.stringify(result)));
    return result;
  }

  /** What is done is done: where the disk is full by now, the store keeps the answer in memory until there is room. */
  private async storeAnswer(row: readonly [string, string]): Promise<void> {
    try {
      await this.store.commit({ rows: [row] });
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
      this.store.writeLazily({ rows: [row] });
    }
  }

  private async known(key: string): Promise<Stored | null> {
    const text = await this.store.read(key);
    const stored = text === null ? null : (JSON.parse(text) as Stored);
    return stored && stored.expiresAt > this.clock.now() ? stored : null;
  }
}

/** Without its key on disk a change could be made twice after a restart. */
function cannotStore(cause: StorageUnavailable): GatewayError {
  return new GatewayError(
    'STORAGE_UNAVAILABLE',
    'This gateway cannot store anything at present, so it takes no request with an idempotencyKey; nothing was changed. Ask again later with the same key.',
    { retryAfterMs: 5_000, cause },
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
