import {
  CreateProjectCommand,
  DeleteProjectCommand,
  DescribeProjectsCommand,
  type DescribeProjectsCommandInput,
} from '@aws-sdk/client-rekognition';
import type { Clock } from '../../clock.js';
import { type AccountRegion, accountRegionKey, accountRegionOf } from '../../domain/arn.js';
import type { Project } from '../../domain/model.js';
import { PROJECT_STATUSES, toKnown } from '../../domain/status.js';
import { createGather } from '../coalescing/name-batcher.js';
import { createSingleFlight } from '../coalescing/single-flight.js';
import type { Ask, Look, Upstream } from '../port.js';
import type { Answered, Caller, Send } from './caller.js';
import { NAMES_PER_CALL } from './fewest-calls.js';
import { lookInTens, type Page, readPages } from './pages.js';
import { toTagMap } from './tags.js';
import { sentProjectArn, toProject } from './to-domain.js';

/** Left out, AWS shows Custom Labels projects only. */
const EVERY_FEATURE: DescribeProjectsCommandInput['Features'] = ['CUSTOM_LABELS', 'CONTENT_MODERATION'];

type Projects = Pick<Upstream, 'describeProjects' | 'listProjects' | 'createProject' | 'deleteProject'>;

export function createProjects(caller: Caller, clock: Clock): Projects {
  const gather = createGather<Project>({ clock, nameOf: (project) => project.name });
  const lists = createSingleFlight(clock);

  return {
    async describeProjects(at, names, ask) {
      const look = await gather.want(accountRegionKey(at), names, ask, (wanted, shared) =>
        lookInTens(wanted, NAMES_PER_CALL, (ten) => readPage(caller, at, { ProjectNames: [...ten] }, shared)),
      );
      return look ?? { values: [], startedAt: clock.now() };
    },

    listProjects: (at, ask) =>
      lists.share(
        accountRegionKey(at),
        ask,
        (shared): Promise<Look<Project>> =>
          readPages((token) => readPage(caller, at, token ? { NextToken: token } : {}, shared)),
      ),

    async createProject(at, { projectName, feature, autoUpdate, tags }, ask) {
      const input = {
        ProjectName: projectName,
        ...(feature !== null && feature !== 'UNKNOWN' && { Feature: feature }),
        ...(autoUpdate !== null && { AutoUpdate: autoUpdate ? ('ENABLED' as const) : ('DISABLED' as const) }),
        ...toTagMap(tags),
      };
      const { answer } = await caller.call(at, 'CreateProject', ask, ({ rekognition }, options) =>
        rekognition.send(new CreateProjectCommand(input), options),
      );
      return sentProjectArn(answer.ProjectArn);
    },

    async deleteProject(projectArn, ask) {
      const at = accountRegionOf(projectArn);
      const { answer } = await caller.call(at, 'DeleteProject', ask, ({ rekognition }, options) =>
        rekognition.send(new DeleteProjectCommand({ ProjectArn: projectArn }), options),
      );
      return toKnown(PROJECT_STATUSES, answer.Status);
    },
  };
}

function readPage(
  caller: Caller,
  at: AccountRegion,
  input: DescribeProjectsCommandInput,
  ask: Ask,
): Promise<Answered<Page<Project>>> {
  const send: Send<Page<Project>> = async ({ rekognition }, options) => {
    const command = new DescribeProjectsCommand({ ...input, Features: EVERY_FEATURE });
    const page = await rekognition.send(command, options);
    const values = (page.ProjectDescriptions ?? []).map(toProject);
    return { values, nextToken: page.NextToken, $metadata: page.$metadata };
  };
  return caller.call(at, 'DescribeProjects', ask, send, {
    names: input.ProjectNames?.length,
  });
}
