import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

const ACCOUNT = '123456789012';
const REGION = 'us-east-1';
const CREATED = 1_750_000_000;
/** How long a start and a stop take, milliseconds. */
const TAKES_MS = { STARTING: 800, STOPPING: 400 };
const NEXT = { STARTING: 'RUNNING', STOPPING: 'STOPPED' };
const PAGE = 100;
const OPERATIONS = [
  'DescribeProjects',
  'DescribeProjectVersions',
  'ListTagsForResource',
  'StartProjectVersion',
  'StopProjectVersion',
];

/**
 * Rekognition with so many projects of so many trained versions, in memory alone. The emulator keeps its state on disk with
 * every change, which is too slow for a hundred thousand versions.
 */
export async function startWorld(projects, versionsEach) {
  const world = new World(projects, versionsEach);
  const server = createServer(async (incoming, outgoing) => {
    const operation = String(incoming.headers['x-amz-target']).replace('RekognitionService.', '');
    const answer = OPERATIONS.includes(operation) && world[operation](await json(incoming));
    outgoing.writeHead(answer ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
    outgoing.end(JSON.stringify(answer || { __type: 'ResourceNotFoundException', message: operation }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    /** Of a gateway that asks this instead of AWS, as quickly as it can. */
    settings: {
      ...{
        UPSTREAM: 'aws',
        AWS_ENDPOINT_URL: `http://127.0.0.1:${server.address().port}`,
        AWS_REGION: REGION,
      },
      ...{
        AWS_ACCESS_KEY_ID: ACCOUNT,
        AWS_SECRET_ACCESS_KEY: 'any',
        DATA_DIR: 'none',
        POLL_INTERVAL_MS: '500',
      },
      ACCOUNTS: JSON.stringify([{ accountId: ACCOUNT, region: REGION }]),
      UPSTREAM_TPS: JSON.stringify(Object.fromEntries(OPERATIONS.map((it) => [it, 2_000]))),
    },
    versionArns: [...world.versions.keys()],
    end: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

class World {
  projects = new Map();
  versions = new Map();

  constructor(projectCount, versionsEach) {
    for (let p = 0; p < projectCount; p++) {
      const name = `project-${String(p).padStart(4, '0')}`;
      const ProjectArn = arnOf(`${name}/${CREATED * 1_000 + p}`);
      const own = Array.from({ length: versionsEach }, (_, v) => versionOf(name, p, v)).reverse();
      for (const it of own) this.versions.set(it.ProjectVersionArn, it);
      const facts = { CreationTimestamp: CREATED + p, Status: 'CREATED', Feature: 'CUSTOM_LABELS' };
      this.projects.set(ProjectArn, { name, project: { ProjectArn, ...facts }, own });
    }
  }

  DescribeProjects({ ProjectNames: names, ...page }) {
    const all = [...this.projects.values()].filter(({ name }) => !names || names.includes(name));
    return pageOf('ProjectDescriptions', all.map(({ project }) => project).reverse(), page);
  }

  DescribeProjectVersions({ ProjectArn, VersionNames: names, ...page }) {
    const own = this.projects.get(ProjectArn)?.own.filter(({ name }) => !names || names.includes(name));
    return own && pageOf('ProjectVersionDescriptions', own.map(asNow), page);
  }

  ListTagsForResource() {
    return { Tags: {} };
  }

  StartProjectVersion({ ProjectVersionArn }) {
    return change(this.versions.get(ProjectVersionArn), 'STARTING');
  }

  StopProjectVersion({ ProjectVersionArn }) {
    return change(this.versions.get(ProjectVersionArn), 'STOPPING');
  }
}

function arnOf(path) {
  return `arn:aws:rekognition:${REGION}:${ACCOUNT}:project/${path}`;
}

/** Every third project has one that failed. */
function versionOf(project, p, v) {
  const at = CREATED + p + v * 3_600;
  const isFailed = p % 3 === 0 && v === 5;
  return {
    name: `v${v}`,
    ProjectVersionArn: arnOf(`${project}/version/v${v}/${at * 1_000}`),
    CreationTimestamp: at,
    Feature: 'CUSTOM_LABELS',
    Status: isFailed ? 'TRAINING_FAILED' : 'TRAINING_COMPLETED',
    StatusMessage: isFailed ? 'The manifest file contains too many invalid data objects.' : undefined,
    TrainingEndTimestamp: at + 3_000,
    BillableTrainingTimeInSeconds: 2_400,
    EvaluationResult: isFailed ? undefined : { F1Score: 0.5 + ((p * 7 + v * 3) % 50) / 100 },
  };
}

function change(version, Status) {
  Object.assign(version, { Status, until: Date.now() + TAKES_MS[Status], MinInferenceUnits: 1 });
  return { Status };
}

/** Without our own members. */
function asNow(version) {
  if (version.until <= Date.now()) Object.assign(version, { Status: NEXT[version.Status], until: undefined });
  const { name, until, ...description } = version;
  return description;
}

function pageOf(member, items, { NextToken = '0', MaxResults = PAGE }) {
  const end = Number(NextToken) + MaxResults;
  const more = end < items.length ? { NextToken: String(end) } : {};
  return { [member]: items.slice(Number(NextToken), end), ...more };
}
