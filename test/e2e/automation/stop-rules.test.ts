import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { NO_RATES } from '../../support/models.js';
import { until } from '../../support/until.js';
import { foreseeStop } from '../mutation-documents.js';

const EVERYTHING = ['*'];
const BOARDS = 'arn:aws:rekognition:us-east-1:123456789012:project/circuit-boards';

let gateway: TestGateway;
let arn: string;

interface Version {
  readonly arn: string;
  readonly status: string;
  readonly plannedStop: { readonly after: string | null; readonly setBy: string | null } | null;
}
interface Payload {
  readonly modelVersion: Version | null;
  readonly warnings: readonly { readonly code: string; readonly field: readonly string[] }[];
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[];
}

const VERSION = '{ arn status plannedStop { after setBy } }';
const PAYLOAD = `{ modelVersion ${VERSION} warnings { code field } userErrors { code field } }`;

async function change(as: string, mutation: string, input: string): Promise<Payload> {
  const document = `mutation { ${mutation}(input: { modelVersionArn: "${arn}" ${input} }) ${PAYLOAD} }`;
  const { data, errors } = await ask<Record<string, Payload>>(gateway, bearer(keyOf(as)), document);
  if (!data?.[mutation]) throw new Error(errors?.[0]?.extensions.code);
  return data[mutation];
}

async function show(as: string): Promise<Version | undefined> {
  const { data } = await ask<{ modelVersion: Version }>(
    gateway,
    bearer(keyOf(as)),
    `{ modelVersion(arn: "${arn}") ${VERSION} }`,
  );
  return data?.modelVersion;
}

beforeAll(async () => {
  gateway = await startGateway({
    ...{ POLL_INTERVAL_MS: '100', DEFAULT_STOP_AFTER: 'PT4H', MAX_STOP_AFTER: 'PT8H', AUTH: 'api-key' },
    API_KEYS: apiKeys(['owner', 'operator', 'other', 'viewer']),
    GRANTS: JSON.stringify([
      { to: ['owner'], role: 'owner', projects: EVERYTHING },
      { to: ['operator', 'other'], role: 'operator', projects: [BOARDS] },
      { to: ['viewer'], role: 'viewer', projects: EVERYTHING },
    ]),
    ...NO_RATES,
  });
  const { data } = await ask<{ projects: { nodes: { modelVersion: { arn: string } }[] } }>(
    gateway,
    bearer(keyOf('owner')),
    '{ projects(filter: { names: ["circuit-boards"] }) { nodes { modelVersion(name: "v1") { arn } } } }',
  );
  arn = data?.projects.nodes[0]?.modelVersion.arn ?? '';
});
afterAll(() => gateway.close());

describe('the rules of the settings', () => {
  it('give a start without a duration the default, and shorten a longer one', async () => {
    const first = await change('operator', 'startModelVersion', 'minInferenceUnits: 1');
    expect([first.modelVersion?.plannedStop?.after, first.warnings]).toEqual(['PT4H', []]);
    await until(async () => (await show('owner'))?.status === 'RUNNING');
    const longer = await change('operator', 'setModelVersionStop', 'stopAfter: "P2D"');
    expect(longer.modelVersion?.plannedStop?.after).toBe('PT8H');
    expect(longer.warnings).toEqual([{ code: 'STOP_AFTER_SHORTENED', field: ['stopAfter'] }]);
    const later = await change('operator', 'setModelVersionStop', 'stopAt: "2099-01-01T00:00:00Z"');
    expect(later.warnings).toEqual([{ code: 'STOP_AFTER_SHORTENED', field: ['stopAt'] }]);
    const within = await change('operator', 'setModelVersionStop', 'stopAfter: "PT8H"');
    expect(within.warnings).toEqual([]);
  });

  it('let nobody take a stop away', async () => {
    const { userErrors } = await change('owner', 'setModelVersionStop', 'remove: true');
    expect(userErrors).toEqual([{ code: 'INVALID_INPUT', field: ['remove'] }]);
    expect((await show('owner'))?.plannedStop?.after).toBe('PT8H');
  });

  it('a dry run says what would be shortened, calls nothing, and sets nothing', async () => {
    const before = (await show('owner'))?.plannedStop?.after;
    const { data } = await ask<Record<string, { plan: object; userErrors: object[] }>>(
      gateway,
      bearer(keyOf('operator')),
      foreseeStop,
      { input: { modelVersionArn: arn, stopAfter: 'P2D', dryRun: true } },
    );
    expect(data?.setModelVersionStop).toEqual({
      plan: { calls: [], warnings: [{ code: 'STOP_AFTER_SHORTENED' }] },
      userErrors: [],
    });
    expect((await show('owner'))?.plannedStop?.after).toBe(before);
  });
});

describe('rights', () => {
  it('a stop is set by operators and owners, not by viewers', async () => {
    await expect(change('viewer', 'setModelVersionStop', 'stopAfter: "PT1H"')).rejects.toThrow('FORBIDDEN');
    const { userErrors } = await change('owner', 'setModelVersionStop', 'stopAfter: "PT1H"');
    expect(userErrors).toEqual([]);
    await change('operator', 'setModelVersionStop', 'stopAfter: "PT2H"');
  });

  it('its subject is shown to owners and to the subject itself', async () => {
    const told = async (as: string) => (await show(as))?.plannedStop;
    expect(await told('owner')).toEqual({ after: 'PT2H', setBy: 'operator' });
    expect(await told('operator')).toEqual({ after: 'PT2H', setBy: 'operator' });
    expect(await told('other')).toEqual({ after: 'PT2H', setBy: null });
    expect(await told('viewer')).toEqual({ after: 'PT2H', setBy: null });
  });
});

describe('schedules', () => {
  const BOARDS_PROJECT = ':project/circuit-boards/';
  interface Payload {
    readonly schedule: { readonly updatedBy: string | null } | null;
    readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[];
  }
  async function put(as: string, windows: readonly string[]): Promise<Payload> {
    const { data: known } = await ask<{ modelVersion: { project: { arn: string } } }>(
      gateway,
      bearer(keyOf('owner')),
      `{ modelVersion(arn: "${arn}") { project { arn } } }`,
    );
    const projectArn = known?.modelVersion.project.arn ?? '';
    expect(projectArn).toContain(BOARDS_PROJECT);
    const input = `projectArn: "${projectArn}", name: "office", modelVersionArn: "${arn}", windows: ${JSON.stringify(windows)}, timeZone: "UTC", minInferenceUnits: 1, isEnabled: false`;
    const document = `mutation { putSchedule(input: { ${input} }) { schedule { updatedBy } userErrors { code field } } }`;
    const { data, errors } = await ask<{ putSchedule: Payload }>(gateway, bearer(keyOf(as)), document);
    if (!data?.putSchedule) throw new Error(errors?.[0]?.extensions.code);
    return data.putSchedule;
  }
  const seenBy = async (as: string) => {
    const { data } = await ask<{ schedules: { nodes: { updatedBy: string | null }[] } }>(
      gateway,
      bearer(keyOf(as)),
      '{ schedules { nodes { updatedBy } } }',
    );
    return data?.schedules.nodes.map(({ updatedBy }) => updatedBy);
  };

  it('have no window that is longer than a model may run', async () => {
    const day = ['MON 00:00-12:00'];
    expect((await put('operator', day)).userErrors).toEqual([{ code: 'INVALID_INPUT', field: ['windows'] }]);
    const touching = ['MON 08:00-13:00', 'MON 13:00-18:00'];
    expect((await put('operator', touching)).userErrors).toHaveLength(1);
    expect((await put('operator', ['MON 08:00-16:00'])).userErrors).toEqual([]);
  });

  it('are put by operators and owners; whose they are shows to owners and to the subject itself', async () => {
    await expect(put('viewer', ['MON 08:00-16:00'])).rejects.toThrow('FORBIDDEN');
    expect((await put('operator', ['MON 08:00-16:00'])).schedule).toEqual({ updatedBy: 'operator' });
    expect(await seenBy('owner')).toEqual(['operator']);
    expect(await seenBy('operator')).toEqual(['operator']);
    expect(await seenBy('other')).toEqual([null]);
    expect(await seenBy('viewer')).toEqual([null]);
  });
});
