import { type App, checkAccess, startApp } from './app.js';
import { type Config, ConfigError, parseConfig } from './config/config.js';
import { GatewayError } from './domain/errors.js';
import { createLog, type Log } from './log.js';
import { StorageRefused } from './storage/port.js';

/** Bad settings. */
const EXIT_USAGE = 2;
/** After this an orderly end is given up: before the 30 s after which Kubernetes kills. */
const SHUTDOWN_DEADLINE_MS = 29_000;

// The AWS SDK warns on Node 20 that releases of 2027 need Node 22; ours is pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

void main();

async function main(): Promise<void> {
  const isCheck = readArguments(process.argv.slice(2));
  const config = readConfig();
  if (isCheck) return check(config);
  const log = createLog(config.logLevel);
  for (const warning of config.warnings) log.warn({}, warning);
  try {
    const app = await startApp(config, log);
    endOn(app);
    process.on('SIGHUP', () => reloadAuth(app, log));
    process.stdout.write(welcome(app));
  } catch (error) {
    process.stderr.write(`The gateway cannot start: ${reasonOf(error)}\n`);
    const { DataFileError } = await import('./emulator/server.js'); // a gateway in front of AWS never needs it
    const isMistake = error instanceof DataFileError || error instanceof StorageRefused;
    process.exit(isMistake ? EXIT_USAGE : 1);
  }
}

/** Whether only to check the settings. A misspelt option must not start a gateway. */
function readArguments(args: readonly string[]): boolean {
  const [unknown] = args.filter((it) => it !== '--check-config');
  if (unknown === undefined) return args.length > 0;
  process.stderr.write(
    `Expected no argument or --check-config, not ${unknown}. Settings are environment variables.\n`,
  );
  return process.exit(EXIT_USAGE);
}

function readConfig(): Config {
  try {
    return parseConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_USAGE);
  }
}

/** In front of AWS also whether the credentials and roles open what the settings name. Starts nothing. */
async function check(config: Config): Promise<void> {
  const { opened, failures } = await checkAccess(config);
  for (const { account, reason } of failures) {
    const where = account && `${account.accountId} in ${account.region}`;
    process.stderr.write(`${where ? `${where} is not open: ` : ''}${reasonOf(reason)}\n`);
  }
  if (failures.length > 0) process.exit(1);
  const places = opened
    .map(({ accountId, region }) => `${accountId} in ${region}`)
    .sort()
    .join(', ');
  process.stdout.write(`The settings are good.${places && ` AWS answers for ${places}.`}\n`);
}

/** Reads keys and grants again, from the files that the settings name. Mistakes leave everything as it is. */
function reloadAuth(app: App, log: Log): void {
  try {
    app.replaceAuth(parseConfig(process.env).protection.auth);
    log.info({}, 'keys and grants were read again');
  } catch (error) {
    log.error({ err: error }, 'keys and grants were not read again: the ones before still count');
  }
}

function endOn(app: App): void {
  const end = (drainMs?: number) => {
    process.removeAllListeners('SIGTERM').removeAllListeners('SIGINT'); // a second one ends at once
    setTimeout(() => process.exit(1), SHUTDOWN_DEADLINE_MS).unref();
    void app.close(drainMs).then(() => process.exit(0));
  };
  process.once('SIGTERM', () => end());
  process.once('SIGINT', () => end(0)); // somebody waits at the terminal
}

function reasonOf(error: unknown): string {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `port ${port} is taken. PORT=0 and EMULATOR_PORT=0 take free ones.`;
  if (error instanceof GatewayError)
    return `AWS did not answer which account the credentials belong to (${causeOf(error)}). UPSTREAM=aws needs credentials and a region that the AWS SDK finds: AWS_PROFILE or AWS_ACCESS_KEY_ID, and AWS_REGION.`;
  return message;
}

function causeOf({ cause }: GatewayError): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : 'no cause known';
}

function toUpstreamLine(endpoint: string | undefined): string {
  return endpoint
    ? `AWS is called at ${endpoint}, as AWS_ENDPOINT_URL says.`
    : 'AWS is real: starting a model costs money until it is stopped.';
}

/** What a newcomer reads first. */
function welcome({ url, emulatorUrl }: App): string {
  const upstream = emulatorUrl
    ? `AWS is emulated at ${emulatorUrl}: nothing here touches AWS or costs money.`
    : toUpstreamLine(process.env.AWS_ENDPOINT_URL_REKOGNITION || process.env.AWS_ENDPOINT_URL);
  return [
    '',
    `  Status board      ${url}/`,
    `  GraphQL endpoint  ${url}/graphql`,
    `  ${upstream}`,
    '',
    '',
  ].join('\n');
}
