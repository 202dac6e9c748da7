import { onceMoreWithCorrectedClock } from './caller.js';
import { type AccountAccess, type AwsEndpoint, clientSettings } from './clients.js';
import { toGatewayError } from './errors.js';

/**
 * The one account and region of the credentials, for a gateway without `ACCOUNTS`.
 * @param access - the role that opens it, and its region; default: the credentials themselves, and the region that the SDK finds
 * @throws GatewayError where there are no credentials, no region, or AWS does not answer
 */
export async function findOwnAccount(
  endpoint: AwsEndpoint,
  access: Partial<AccountAccess> = {},
): Promise<AccountAccess> {
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const { region, ...settings } = clientSettings({ region: '', ...access }, endpoint);
  const sts = new STSClient(region ? { ...settings, region } : settings);
  const ask = () =>
    sts.send(new GetCallerIdentityCommand({})).catch((error) => {
      throw toGatewayError('GetCallerIdentity', error);
    });
  try {
    const identity = await onceMoreWithCorrectedClock(ask);
    return { accountId: identity.Account ?? '', region: await sts.config.region() };
  } finally {
    sts.destroy();
  }
}
