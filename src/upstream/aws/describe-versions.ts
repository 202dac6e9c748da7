import {
  DescribeProjectVersionsCommand,
  type DescribeProjectVersionsCommandInput,
} from '@aws-sdk/client-rekognition';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import { accountRegionOf, type ProjectArn } from '../../domain/arn.js';
import type { ModelVersion } from '../../domain/model.js';
import { NameBatcher } from '../coalescing/name-batcher.js';
import { SingleFlight } from '../coalescing/single-flight.js';
import type { CallContext, Snapshot } from '../port.js';
import type { AwsAnswer, AwsCaller, Send } from './caller.js';
import { orNull } from './errors.js';
import { fewestCalls, NAMES_PER_CALL } from './fewest-calls.js';
import { describeInBatches, type Page, readPages } from './pages.js';
import { toModelVersion } from './to-domain.js';

type VersionSnapshot = Promise<Snapshot<ModelVersion> | null>;

/** How many projects' page counts are remembered. */
const MAX_PROJECTS = 10_000;

/** Describes versions of a project in the fewest calls. Returns null if the project does not exist. */
export class VersionDescriber {
  private readonly batcher: NameBatcher<ModelVersion>;
  private readonly lists: SingleFlight;
  private readonly pagesOf = new LRUCache<ProjectArn, number>({ max: MAX_PROJECTS });

  constructor(
    private readonly caller: AwsCaller,
    private readonly clock: Clock,
  ) {
    this.batcher = new NameBatcher(clock, (version) => version.name);
    this.lists = new SingleFlight(clock);
  }

  byName(projectArn: ProjectArn, names: readonly string[], callContext: CallContext): VersionSnapshot {
    return orNull(
      this.batcher.describe(projectArn, names, callContext, (wanted, shared) =>
        fewestCalls(wanted.length, this.pagesOf.get(projectArn)) === 'pages'
          ? this.list(projectArn, shared)
          : describeInBatches(wanted, NAMES_PER_CALL, (ten) =>
              this.readPage(projectArn, { VersionNames: [...ten] }, shared),
            ),
      ),
    );
  }

  all(projectArn: ProjectArn, callContext: CallContext): VersionSnapshot {
    return orNull(this.list(projectArn, callContext));
  }

  private list(projectArn: ProjectArn, callContext: CallContext): Promise<Snapshot<ModelVersion>> {
    return this.lists.share(projectArn, callContext, async (shared) => {
      const snapshot = await readPages((token) =>
        this.readPage(projectArn, token ? { NextToken: token } : {}, shared),
      );
      this.pagesOf.set(projectArn, snapshot.pages);
      return snapshot;
    });
  }

  private readPage(
    projectArn: ProjectArn,
    input: Omit<DescribeProjectVersionsCommandInput, 'ProjectArn'>,
    callContext: CallContext,
  ): Promise<AwsAnswer<Page<ModelVersion>>> {
    const at = accountRegionOf(projectArn);
    const send: Send<Page<ModelVersion>> = async ({ rekognition }, options) => {
      const observedAt = this.clock.now();
      const command = new DescribeProjectVersionsCommand({ ProjectArn: projectArn, ...input });
      const page = await rekognition.send(command, options);
      const values = (page.ProjectVersionDescriptions ?? []).map((it) =>
        toModelVersion(projectArn, it, observedAt),
      );
      return { values, nextToken: page.NextToken, $metadata: page.$metadata };
    };
    const about = { thing: projectArn, names: input.VersionNames?.length };
    return this.caller.call(at, 'DescribeProjectVersions', callContext, send, about);
  }
}
