import { accountRegionOf, modelVersionArnParts, projectArnParts } from '../../domain/arn.js';
import type { Schedule } from '../../domain/automation/schedule.js';
import { shown } from '../../domain/automation/shown-text.js';
import { isTimeZone } from '../../domain/automation/wall-clock.js';
import { longestOpenMinutes, parseWindow, WINDOW_FORM } from '../../domain/automation/window.js';
import { checkInferenceUnits, checkText } from '../../domain/constraints.js';
import { printDuration } from '../../domain/duration.js';
import { GatewayError, invalidInput } from '../../domain/errors.js';
import { isNeverStarted, refuseAdapter, refuseStatus } from '../../domain/foresight.js';
import { withFields } from '../error-fields.js';
import { loadProject, loadVersion } from '../reading/loaders.js';
import type { Session } from '../session.js';

/** A schedule as its input has it. */
export type ScheduleInput = Omit<Schedule, 'author' | 'updatedAt'>;

const MAX_WINDOWS = 20;
const MINUTE_MS = 60_000;

/** Throws the refusals that need nothing but the input. */
export function checkSchedule(session: Session, input: ScheduleInput): void {
  const { name, modelVersionArn, aliasName, timeZone, minInferenceUnits, maxInferenceUnits } = input;
  checkText('scheduleName', name, ['name']);
  const given = [modelVersionArn, aliasName].filter((it) => it !== null).length;
  if (given !== 1) throw invalidInput(`Expected exactly one of modelVersionArn and aliasName, not ${given}.`);
  if (aliasName !== null) checkText('aliasName', aliasName, ['aliasName']);
  checkIsOfProject(input);
  checkWindows(session, input);
  if (!isTimeZone(timeZone))
    throw invalidInput(
      `timeZone: expected an IANA name, for example Europe/Berlin or UTC, not ${shown(timeZone)}.`,
      ['timeZone'],
    );
  checkInferenceUnits(minInferenceUnits, maxInferenceUnits);
}

/** Before anything is read of a foreign project. */
function checkIsOfProject({ projectArn, modelVersionArn }: ScheduleInput): void {
  if (modelVersionArn === null) return;
  const [at, of] = [accountRegionOf(modelVersionArn), accountRegionOf(projectArn)];
  const isSame =
    at.accountId === of.accountId &&
    at.region === of.region &&
    modelVersionArnParts(modelVersionArn).projectName === projectArnParts(projectArn).projectName;
  if (!isSame) throw ofAnotherProject();
}

function checkWindows({ stopRules }: Session, { windows }: ScheduleInput): void {
  if (windows.length < 1 || windows.length > MAX_WINDOWS)
    throw invalidInput(`windows: expected 1 to ${MAX_WINDOWS}, not ${windows.length}.`, ['windows']);
  const weekly = windows.map((text, index) => {
    const window = parseWindow(text);
    if (window !== null) return window;
    const message = `windows: expected ${WINDOW_FORM}, with an end that is not its begin; not ${shown(text)}.`;
    throw invalidInput(message, ['windows', String(index)]);
  });
  const longest = longestOpenMinutes(weekly) * MINUTE_MS;
  if (stopRules.maxStopAfterMs === null || longest <= stopRules.maxStopAfterMs) return;
  const most = printDuration(stopRules.maxStopAfterMs);
  const length = Number.isFinite(longest) ? printDuration(longest) : 'always';
  throw invalidInput(
    `windows: this gateway lets a model run for at most ${most}, and these are open for ${length} without a break. Make them shorter, or leave gaps.`,
    ['windows'],
  );
}

/** Throws the refusals that need to know the project or the version. */
export async function checkTarget(
  { loaders }: Session,
  { projectArn, modelVersionArn, isEnabled }: ScheduleInput,
): Promise<void> {
  if (!(await loadProject(loaders, projectArn))) throw notThere('projectArn', 'project');
  if (modelVersionArn === null) return;
  const version = await loadVersion(loaders, modelVersionArn);
  if (!version) throw notThere('modelVersionArn', 'model version');
  if (version.projectArn !== projectArn) throw ofAnotherProject();
  await withFields({ INVALID_INPUT: 'modelVersionArn', IN_USE: 'modelVersionArn' }, async () => {
    refuseAdapter(version);
    if (isEnabled && isNeverStarted(version.status)) refuseStatus('start', version.status);
  });
}

function notThere(field: string, what: string): GatewayError {
  return new GatewayError('NOT_FOUND', `There is no such ${what}.`, { field: [field] });
}

function ofAnotherProject(): GatewayError {
  return invalidInput('modelVersionArn: expected a version of the project that projectArn names.', [
    'modelVersionArn',
  ]);
}
