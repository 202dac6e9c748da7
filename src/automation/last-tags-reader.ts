import type { ProjectArn } from '../domain/arn.js';
import type { EpochMs } from '../domain/model.js';
import { LAST_TAGS_KIND } from '../services/money/last-tags.js';
import { usageIndexOf } from '../services/money/usage-index.js';
import type { Services } from '../services/session.js';

/** Two reads are at least so far apart. */
const READ_MS = 2_000;
const TIMEOUT_MS = 10_000;

/** Reads once the tags of each project that used something: grants need them once the project is gone. */
export class LastTagsReader {
  private readonly read = new Set<ProjectArn>();
  private notBefore: EpochMs = 0;

  constructor(private readonly services: Pick<Services, 'records' | 'attachments' | 'clock' | 'readsTags'>) {}

  /** Reads those of one project, if there is one left. What was read is written down where it is read. */
  readNext(): void {
    const { clock, attachments, readsTags } = this.services;
    if (!readsTags || clock.now() < this.notBefore) return;
    const arn = this.next();
    if (!arn) return;
    this.notBefore = clock.now() + READ_MS;
    this.read.add(arn);
    const cost = { calls: 0, coalesced: 0, fromCatalog: 0, stale: false };
    const deadlineAt = clock.now() + TIMEOUT_MS;
    attachments
      .tagsForPermissions(arn, { priority: 'poller', requestId: 'usage-tags', deadlineAt, cost })
      .catch(() => this.read.delete(arn)); // it is read again later
  }

  private next(): ProjectArn | undefined {
    const { records } = this.services;
    const { versionsOf, watched } = usageIndexOf(records);
    for (const [arn, versions] of versionsOf) {
      if (versions.size === 0 || this.read.has(arn) || records.get(LAST_TAGS_KIND, arn)) continue;
      if (watched.get(arn)?.until === null) return arn;
    }
    return undefined;
  }
}
