import type { GatewayEvent } from '../../domain/gateway-event.js';
import { RedisGone } from '../../redis/link.js';
import { cannotAppend } from '../log/cannot-append.js';
import { Diverged, type RedisWriter } from './redis-writer.js';

interface Append {
  readonly events: readonly GatewayEvent[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Events that wait for their turn to be logged. Without Redis they are refused, so that the caller tries again. */
export class Appends {
  private readonly waiting: Append[] = [];

  constructor(private readonly onAdded: () => void) {}

  get length(): number {
    return this.waiting.length;
  }

  add(events: readonly GatewayEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ events, resolve, reject });
      this.onAdded();
    });
  }

  /**
   * Logs the first. Never rejects.
   * @param writer - null: Redis is away
   * @returns false if what Redis holds has to be read again, and then the first comes again
   */
  async logNext(writer: RedisWriter | null): Promise<boolean> {
    const [first] = this.waiting;
    if (!first) return true;
    try {
      if (!writer) throw cannotAppend(new RedisGone('It is away.'));
      await writer.append(first.events);
      first.resolve();
    } catch (error) {
      if (error instanceof Diverged) return false;
      first.reject(error instanceof RedisGone ? cannotAppend(error) : error);
    }
    this.waiting.shift();
    return true;
  }
}
