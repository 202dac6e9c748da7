import {
  DescribeProjectVersionsCommand,
  type DescribeProjectVersionsCommandInput,
} from '@aws-sdk/client-rekognition';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.js';
import { accountRegionOf, type ProjectArn } from '../../domain/arn.js';
import { GatewayError } from '../../domain/errors.js';
import type { ModelVersion } from '../../domain/model.js';
import { createNameBatcher } from '../coalescing/name-batcher.js';
import { createSingleFlight } from '../coalescing/single-flight.js';
import type { CallContext, Snapshot } from '../port.js';
import type { AwsAnswer, AwsCaller, Send } from './caller.js';
import { fewestCalls, NAMES_PER_CALL } from './fewest-calls.js';
import { describeInBatches, type Page, readPages } from './pages.js';
import { toModelVersion } from './to-domain.js';

type VersionSnapshot = Promise<Snapshot<ModelVersion> | null>;

/** Describes versions of a project in the fewest calls. Returns null if the project does not exist. */
export interface VersionDescriber {
  byName(projectArn: ProjectArn, names: readonly string[], callContext: CallContext): VersionSnapshot;
  all(projectArn: ProjectArn, callContext: CallContext): VersionSnapshot;
}

/** How many projects' page counts are remembered. */
const MAX_PROJECTS = 10_000;

export function createVersionDescriber(caller: AwsCaller, clock: Clock): VersionDescriber {
  const batcher = createNameBatcher<ModelVersion>({ clock, nameOf: (version) => version.name });
  const lists = createSingleFlight(clock);
  const pagesOf = new LRUCache<ProjectArn, number>({ max: MAX_PROJECTS });
  const read = (
    projectArn: ProjectArn,
    input: Partial<DescribeProjectVersionsCommandInput>,
    callContext: CallContext,
  ) => readPage(caller, clock, { ProjectArn: projectArn, ...input }, callContext);

  async function list(projectArn: ProjectArn, callContext: CallContext): Promise<Snapshot<ModelVersion>> {
    const snapshot = await readPages((token) =>
      read(projectArn, token ? { NextToken: token } : {}, callContext),
    );
    pagesOf.set(projectArn, snapshot.pages);
    return snapshot;
  }

  function all(projectArn: ProjectArn, callContext: CallContext): VersionSnapshot {
    return orNull(lists.share(projectArn, callContext, (shared) => list(projectArn, shared)));
  }

  return {
    byName: (projectArn, names, callContext) =>
      orNull(
        batcher.describe(projectArn, names, callContext, (wanted, shared) =>
          fewestCalls(wanted.length, pagesOf.get(projectArn)) === 'pages'
            ? lists.share(projectArn, shared, (it) => list(projectArn, it))
            : describeInBatches(wanted, NAMES_PER_CALL, (ten) =>
                read(projectArn, { VersionNames: [...ten] }, shared),
              ),
        ),
      ),
    all,
  };
}

function readPage(
  caller: AwsCaller,
  clock: Clock,
  input: DescribeProjectVersionsCommandInput,
  callContext: CallContext,
): Promise<AwsAnswer<Page<ModelVersion>>> {
  const projectArn = input.ProjectArn as ProjectArn;
  const at = accountRegionOf(projectArn);
  const send: Send<Page<ModelVersion>> = async ({ rekognition }, options) => {
    const observedAt = clock.now();
    const page = await rekognition.send(new DescribeProjectVersionsCommand(input), options);
    const values = (page.ProjectVersionDescriptions ?? []).map((it) =>
      toModelVersion(projectArn, it, observedAt),
    );
    return { values, nextToken: page.NextToken, $metadata: page.$metadata };
  };
  return caller.call(at, 'DescribeProjectVersions', callContext, send, {
    thing: projectArn,
    names: input.VersionNames?.length,
  });
}

async function orNull<T>(snapshot: Promise<T | null>): Promise<T | null> {
  try {
    return await snapshot;
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}
