import {
  type AccountRegion,
  type ModelVersionArn,
  modelVersionArnParts,
  type ProjectArn,
} from '../domain/arn.js';
import { GatewayError } from '../domain/errors.js';
import type { EpochMs } from '../domain/model.js';
import { keyOfMetered, METERED_KIND, type MeteredStretch, withPoints } from '../domain/money/metered.js';
import type { RecordChange } from '../records/port.js';
import { usageIndexOf } from '../services/money/usage-index.js';
import type { Services } from '../services/session.js';

const MINUTE_MS = 60_000;
const READ_MS = 5 * MINUTE_MS;
/** Until all projects were listed. */
const RETRY_MS = 5_000;
/** So long the metric may take to be complete; nothing of AWS tells. */
const DELAY_MS = 5 * MINUTE_MS;
/** CloudWatch keeps points of a minute for 15 days. */
const KEPT_MS = 15 * 86_400_000 - 10 * MINUTE_MS;
const TIMEOUT_MS = 60_000;

interface Metered {
  readonly arn: ModelVersionArn;
  readonly projectArn: ProjectArn;
  readonly last: MeteredStretch | undefined;
  readonly from: EpochMs;
}

/** Reads AWS's metric of inference units in service, in a few calls every five minutes. */
export class MeteredUnits {
  private readonly unwritten = new Map<string, RecordChange>();
  private reading: Promise<void> | null = null;
  private notBefore: EpochMs = 0;
  private beganAt: EpochMs | null = null;

  constructor(
    private readonly services: Pick<
      Services,
      'catalog' | 'records' | 'clock' | 'upstream' | 'readsUsageMetrics' | 'onDefect'
    >,
  ) {}

  /** Reads what is due, behind the caller's back; returns what was read and is not written down yet. */
  changes(): RecordChange[] {
    const { clock, records } = this.services;
    if (!this.services.readsUsageMetrics) return [];
    for (const [key, { value }] of this.unwritten)
      if (JSON.stringify(records.get(METERED_KIND, key)?.value) === JSON.stringify(value))
        this.unwritten.delete(key);
    if (this.reading === null && this.unwritten.size === 0 && clock.now() >= this.notBefore) {
      this.notBefore = clock.now() + (this.isInventoryDone() ? READ_MS : RETRY_MS);
      this.reading = this.readAll().finally(() => {
        this.reading = null;
      });
    }
    return [...this.unwritten.values()];
  }

  /** Some projects may never be listed: that is waited for a while alone. */
  private isInventoryDone(): boolean {
    const { catalog, upstream, clock } = this.services;
    this.beganAt ??= clock.now();
    if (clock.now() - this.beganAt > MINUTE_MS) return true;
    return upstream.accounts.every((at) =>
      catalog.projects(at)?.values.every(({ arn }) => catalog.versions(arn) !== undefined),
    );
  }

  /** Never rejects. */
  private async readAll(): Promise<void> {
    const { upstream, onDefect } = this.services;
    for (const at of upstream.accounts)
      await this.read(at).catch((error: unknown) => {
        if (!(error instanceof GatewayError)) onDefect(error); // the others are among the calls in the log
      });
  }

  private async read(at: AccountRegion): Promise<void> {
    const { clock, upstream } = this.services;
    const to = Math.floor((clock.wallNow() - DELAY_MS) / MINUTE_MS) * MINUTE_MS;
    const versions = this.versionsAt(at).filter(({ from }) => from < to);
    if (versions.length === 0) return;
    const period = { from: Math.min(...versions.map((it) => it.from)), to };
    const cost = { calls: 0, coalesced: 0, fromCatalog: 0, stale: false };
    const deadlineAt = clock.now() + TIMEOUT_MS;
    const series = await upstream.readInferenceUnits(
      ...([at, versions.map(({ arn }) => modelVersionArnParts(arn)), period] as const),
      { priority: 'poller', requestId: 'usage-metrics', deadlineAt, cost },
    );
    versions.forEach(({ arn, projectArn, last, from }, index) => {
      const points = series[index];
      if (!points) return; // CloudWatch could not tell: it is read again
      const value = withPoints(last, projectArn, { from, to }, points);
      const key = keyOfMetered(arn, value);
      this.unwritten.set(key, { kind: METERED_KIND, key, value });
    });
  }

  /** All that live. A series goes by names: what was before a version's beginning is another's. */
  private versionsAt(at: AccountRegion): Metered[] {
    const { catalog, records, clock } = this.services;
    const { versions } = usageIndexOf(records);
    const oldest = Math.ceil((clock.wallNow() - KEPT_MS) / MINUTE_MS) * MINUTE_MS;
    return (catalog.projects(at)?.values ?? []).flatMap((project) =>
      catalog.versionEntries(project.arn).flatMap(({ value }): Metered[] => {
        if (!value) return [];
        const last = versions.get(value.arn)?.metered.at(-1);
        const createdAt = modelVersionArnParts(value.arn).createdMs;
        const from = Math.max(last?.to ?? createdAt, oldest);
        return [{ arn: value.arn, projectArn: project.arn, last, from }];
      }),
    );
  }
}
