import type { Catalog } from '../catalog/port.js';
import type { ModelVersionArn } from '../domain/arn.js';
import type { Decision } from '../domain/automation/decision.js';
import type { GatewayEvent } from '../domain/gateway-event.js';
import type { StoredRecord } from '../records/port.js';
import { EVENT_KIND } from '../services/outbox.js';
import type { Services } from '../services/session.js';
import type { Reconciler, Turn } from './reconciler.js';

/** Events that are logged at once, and records that are deleted at once. */
const BATCH_SIZE = 100;

interface Acting extends Pick<Services, 'records'> {
  readonly catalog: Pick<Catalog, 'log'>;
}

/** Moves events out of the records with which they were written into the log: each is logged once, and in their order. */
export class EventReconciler implements Reconciler<'move'> {
  readonly kind = EVENT_KIND;
  /** All events go in one order, so one move is under way at a time. */
  private moving: Promise<void> | null = null;

  constructor(private readonly services: Acting) {}

  versionsOf(): readonly ModelVersionArn[] {
    return [];
  }

  decide(): Decision<'move'> {
    return { act: 'move', wakeAt: null, reason: 'it is told' };
  }

  /** Rejects for the record alone that began the move: it is tried again, and then takes all the others along. */
  async act(record: StoredRecord, act: 'move', turn: Turn): Promise<void> {
    if (this.moving === null) return this.moveAll(turn);
    const isMoved = await this.moving.then(
      () => true,
      () => false,
    );
    if (isMoved && this.services.records.get(EVENT_KIND, record.key)) await this.act(record, act, turn);
  }

  private moveAll(turn: Turn): Promise<void> {
    this.moving = this.moveBatches(turn).finally(() => {
      this.moving = null;
    });
    return this.moving;
  }

  /**
   * Logged first, deleted then: what ends in between is logged again, which changes nothing. Revisions are in the order of
   * the commits, whichever instance made them.
   */
  private async moveBatches({ fencingToken }: Turn): Promise<void> {
    const { records, catalog } = this.services;
    for (;;) {
      const waiting = [...records.list<GatewayEvent>(EVENT_KIND)];
      waiting.sort((one, other) => Number(one.revision) - Number(other.revision));
      const batch = waiting.slice(0, BATCH_SIZE);
      if (batch.length === 0) return;
      await catalog.log.append(batch.map(({ key, value }) => ({ ...value, id: key })));
      const deletions = batch.map(({ kind, key, revision }) => ({
        kind,
        key,
        value: null,
        expected: revision,
      }));
      const isDeleted = (await records.commit(deletions, fencingToken)) !== null;
      // Another instance deletes them, too: this one goes on unless that has taken its place.
      if (!isDeleted && batch.some(({ key }) => records.get(EVENT_KIND, key))) return;
    }
  }
}
