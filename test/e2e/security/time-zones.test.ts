import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ALWAYS_FRESH, projectArnOf, versionArnOf } from '../demo.js';

/** Names of ICU, which no library for time takes: some mean several zones. */
const ABBREVIATIONS = ['PST', 'IST', 'pst'];

let gateway: TestGateway;
/** Asks as root, who may do anything. */
let asRoot: TestGateway;
let projectArn: string;
let modelVersionArn: string;

interface Payload {
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[];
}

async function put(as: string, mutation: 'putBudget' | 'putSchedule', input: object): Promise<unknown> {
  const type = mutation === 'putBudget' ? 'PutBudgetInput' : 'PutScheduleInput';
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code field } } }`;
  const { data, errors } = await ask<Record<string, Payload>>(gateway, bearer(keyOf(as)), document, {
    input,
  });
  return errors ?? data?.[mutation]?.userErrors;
}

beforeAll(async () => {
  gateway = await startGateway({
    ...ALWAYS_FRESH,
    AUTH: 'api-key',
    API_KEYS: apiKeys(['root', 'tenant']),
    GRANTS: JSON.stringify([
      { to: ['root'], role: 'owner', projects: ['*'] },
      { to: ['tenant'], role: 'owner', projects: ['arn:aws:rekognition:*:*:project/circuit-boards'] },
    ]),
  });
  asRoot = {
    ...gateway,
    query: (query: string, variables?: object) => ask(gateway, bearer(keyOf('root')), query, variables),
  } as never;
  projectArn = await projectArnOf(asRoot, 'circuit-boards');
  modelVersionArn = await versionArnOf(asRoot, 'circuit-boards', 'v3');
});
afterAll(() => gateway.close());

it.each(ABBREVIATIONS)(
  'nobody stores the time zone %s, with which nothing could be counted',
  async (timeZone) => {
    const refusal = [{ code: 'INVALID_INPUT', field: ['timeZone'] }];
    const schedule = { projectArn, name: 'night', modelVersionArn, windows: ['MON 08:00-09:00'], timeZone };
    expect(await put('tenant', 'putSchedule', { ...schedule, minInferenceUnits: 1 })).toEqual(refusal);
    const budget = { name: 'mine', scope: { projectArns: [projectArn] }, timeZone };
    const rest = {
      monthly: { amount: '1', currencyCode: 'USD' },
      thresholds: [{ percent: 100, action: 'REFUSE_STARTS' }],
    };
    expect(await put('tenant', 'putBudget', { ...budget, ...rest })).toEqual(refusal);

    const { errors } = await asRoot.query(
      `{ schedules { nodes { nextTransition { at } } } budgets { nodes { spent { cost { amount } } } } modelVersion(arn: "${modelVersionArn}") { stopAt } }`,
    );
    expect(errors).toBeUndefined();
  },
);
