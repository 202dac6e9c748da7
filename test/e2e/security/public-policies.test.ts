import { apiKeys, ask, bearer, keyOf } from '../../support/callers.js';
import { startGateway } from '../../support/gateway.js';

const AUTH = {
  AUTH: 'api-key',
  API_KEYS: apiKeys(['ann']),
  GRANTS: JSON.stringify([{ to: ['ann'], role: 'owner', projects: ['*'] }]),
};

it.each([
  ['refused while AUTH is on', AUTH, ['MALFORMED_POLICY']],
  ['taken where a setting allows it', { ...AUTH, ALLOW_PUBLIC_POLICIES: 'true' }, []],
  ['taken while AUTH is none', {}, []],
  ['refused there, where a setting says so', { ALLOW_PUBLIC_POLICIES: 'false' }, ['MALFORMED_POLICY']],
])('a policy for everybody is %s', async (_name, settings, codes) => {
  const gateway = await startGateway(settings);
  const run = (query: string, variables = {}) =>
    ask<Record<string, { nodes: { arn: string }[]; userErrors: { code: string }[] }>>(
      gateway,
      bearer(keyOf('ann')),
      query,
      variables,
    );
  const { data } = await run('{ projects(first: 1) { nodes { arn } } }');
  const statement = { Effect: 'Allow', Action: 'rekognition:CopyProjectVersion', Resource: '*' };
  const { data: answer } = await run(
    'mutation ($input: PutProjectPolicyInput!) { put: putProjectPolicy(input: $input) { userErrors { code } } }',
    {
      input: {
        projectArn: data?.projects?.nodes[0]?.arn,
        policyName: 'everybody',
        policyDocument: { Version: '2012-10-17', Statement: [{ ...statement, Principal: { AWS: '*' } }] },
      },
    },
  );
  expect(answer?.put?.userErrors.map((it) => it.code)).toEqual(codes);
  await gateway.close();
});
