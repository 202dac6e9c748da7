import type { SettingsReader } from './settings-reader.js';

/** One of `ACCOUNTS`. */
export interface ConfiguredAccount {
  readonly accountId: string;
  readonly region: string;
  readonly roleArn?: string;
  readonly externalId?: string;
}

export function parseAccounts(settings: SettingsReader): ConfiguredAccount[] {
  const { report } = settings;
  const list = settings.json('ACCOUNTS', []);
  if (!Array.isArray(list)) {
    report('ACCOUNTS must be a JSON list of {accountId, region, roleArn?, externalId?}.');
    return [];
  }
  const accounts = list.filter((it, index) => isAccount(it, `ACCOUNTS[${index}]`, report));
  const keys = accounts.map(({ accountId, region }) => `${accountId} in ${region}`);
  for (const key of new Set(keys.filter((it, index) => keys.indexOf(it) !== index)))
    report(`ACCOUNTS must name each account and region once; ${key} comes again.`);
  return accounts;
}

function isAccount(
  value: unknown,
  where: string,
  report: SettingsReader['report'],
): value is ConfiguredAccount {
  const account = (value ?? {}) as Record<string, unknown>;
  const problems = [
    /^\d{12}$/.test(String(account.accountId)) || `${where}.accountId must be 12 digits, as a string.`,
    /^[a-z]{2}(-[a-z]+)+-\d$/.test(String(account.region)) ||
      `${where}.region must be a region like us-east-1.`,
    account.roleArn === undefined ||
      /^arn:[a-z\d-]+:iam::\d{12}:role\/\S+$/.test(String(account.roleArn)) ||
      `${where}.roleArn must be the ARN of a role.`,
    account.externalId === undefined ||
      typeof account.externalId === 'string' ||
      `${where}.externalId must be a string.`,
    ...Object.keys(account).map(
      (key) =>
        ['accountId', 'region', 'roleArn', 'externalId'].includes(key) ||
        `${where} has a setting that is none of accountId, region, roleArn, externalId.`,
    ),
  ].filter((it) => it !== true);
  for (const problem of problems) report(problem);
  return problems.length === 0;
}
