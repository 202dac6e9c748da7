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
import type { CallContext, Snapshot, Upstream } from '../port.js';
import type { AwsAnswer, AwsCaller, Send } from './caller.js';
import { describeInTens, fewestCalls, type Page, readPages } from './pages.js';
import { orNull, toModelVersion } from './to-domain.js';

type VersionReads = Pick<Upstream, 'describeModelVersions' | 'listModelVersions'>;

/** How many projects' page counts are remembered. */
const MAX_PROJECTS = 10_000;

/** Describes versions of a project in the fewest calls. */
export function createVersionReads(caller: AwsCaller, clock: Clock): VersionReads {
  const batcher = new NameBatcher<ModelVersion>(clock, (version) => version.name);
  const lists = new SingleFlight(clock);
  const pagesOf = new LRUCache<ProjectArn, number>({ max: MAX_PROJECTS });
  const list = (projectArn: ProjectArn, callContext: CallContext): Promise<Snapshot<ModelVersion>> =>
    lists.share(projectArn, callContext, async (shared) => {
      const snapshot = await readPages((token) =>
        readPage(caller, clock, projectArn, token ? { NextToken: token } : {}, shared),
      );
      pagesOf.set(projectArn, snapshot.pages);
      return snapshot;
    });

  return {
    describeModelVersions: (projectArn, names, callContext) =>
      orNull(
        batcher.describe(projectArn, names, callContext, (wanted, shared) =>
          fewestCalls(wanted.length, pagesOf.get(projectArn)) === 'pages'
            ? list(projectArn, shared)
            : describeInTens(wanted, (VersionNames) =>
                readPage(caller, clock, projectArn, { VersionNames }, shared),
              ),
        ),
      ),
    listModelVersions: (projectArn, callContext) => orNull(list(projectArn, callContext)),
  };
}

function readPage(
  caller: AwsCaller,
  clock: Clock,
  projectArn: ProjectArn,
  input: Omit<DescribeProjectVersionsCommandInput, 'ProjectArn'>,
  callContext: CallContext,
): Promise<AwsAnswer<Page<ModelVersion>>> {
  const at = accountRegionOf(projectArn);
  const send: Send<Page<ModelVersion>> = async ({ rekognition }, options) => {
    const observedAt = clock.now();
    const command = new DescribeProjectVersionsCommand({ ProjectArn: projectArn, ...input });
    const page = await rekognition.send(command, options);
    const values = (page.ProjectVersionDescriptions ?? []).map((it) =>
      toModelVersion(projectArn, it, observedAt),
    );
    return { values, nextToken: page.NextToken, $metadata: page.$metadata };
  };
  const about = { thing: projectArn, names: input.VersionNames?.length };
  return caller.call(at, 'DescribeProjectVersions', callContext, send, about);
}
