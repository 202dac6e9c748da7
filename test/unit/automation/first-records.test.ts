import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventReconciler } from '../../../src/automation/event-reconciler.js';
import type { ProjectArn } from '../../../src/domain/arn.js';
import { readAlias, readAliasHistory } from '../../../src/domain/automation/alias.js';
import { readBudget } from '../../../src/domain/automation/budget.js';
import { readProgress } from '../../../src/domain/automation/budget-decision.js';
import { readPlannedStop } from '../../../src/domain/automation/planned-stop.js';
import { readSchedule, readScheduleState } from '../../../src/domain/automation/schedule.js';
import { readStartTimes } from '../../../src/domain/automation/start-time.js';
import { readWorkflow } from '../../../src/domain/automation/workflow.js';
import { readMetered } from '../../../src/domain/money/metered.js';
import { readRunInterval } from '../../../src/domain/money/run-interval.js';
import { readTraining } from '../../../src/domain/money/training.js';
import { readWatched } from '../../../src/domain/money/watched.js';
import { noDeletionOf } from '../../../src/services/deletions.js';
import { lastTagsOf } from '../../../src/services/money/last-tags.js';
import { automaticSession } from '../../../src/services/mutations/automatic-change.js';
import { refuseTargets } from '../../../src/services/workflow-records.js';
import { createAutomationStage } from '../../support/automation-stage.js';

const P = 'arn:aws:rekognition:us-east-1:123456789012:project/boards/1700000000000' as ProjectArn;
const V = 'arn:aws:rekognition:us-east-1:123456789012:project/boards/version/v1/1700000000001';
const PUT = `"author":{"subject":"ann","groups":["ml"],"grants":[]},"updatedAt":1764000000000,"changeId":"c-1"`;
const NO_FAILURE = `"failure":null,"toldFailures":[]`;

/** A record of each kind, letter by letter as the first release that had the kind wrote it. Never to be changed. */
const FIRST: Readonly<Record<string, string>> = {
  alias: `{"modelVersionArn":"${V}","isProtected":true,${PUT}}`,
  'alias-history': `{"changes":[{"at":1764000000000,"by":"ann","workflowId":null,"previousModelVersionArn":null,"modelVersionArn":"${V}","changeId":"c-1","number":1}]}`,
  budget: `{"scope":{"accountId":null,"region":null,"projectArns":["${P}"]},"monthly":{"amount":"100","currencyCode":"USD"},"timeZone":"UTC","thresholds":[{"percent":80,"action":"NOTIFY"}],${PUT}}`,
  'budget-progress': `{"month":"2026-11","reached":[{"percent":80,"action":"NOTIFY","amount":"80","at":1764000000000}],"failedCurrency":null}`,
  cap: '{}',
  deletion: `{"until":1764000060000}`,
  event: `{"kind":"ALIAS_MOVED","at":1764000000000,"scope":{"projectArns":["${P}"]},"aliasChange":{"at":1764000000000,"by":"ann","workflowId":null,"previousModelVersionArn":null,"modelVersionArn":"${V}"},"record":{"kind":"alias","key":"${P} champion"},"modelVersionArn":"${V}","id":"e-1"}`,
  'last-tags': `{"tags":[{"key":"team","value":"vision"}]}`,
  metered: `{"from":1764000000000,"to":1764000300000,"projectArn":"${P}","runs":[[1764000000000,1764000120000,2]]}`,
  schedule: `{"projectArn":"${P}","name":"office","modelVersionArn":null,"aliasName":"champion","windows":["MON-FRI 08:30-18:00"],"timeZone":"Europe/Berlin","minInferenceUnits":1,"maxInferenceUnits":null,"startCatchupMs":null,"isEnabled":true,${PUT}}`,
  'schedule-state': `{"scheduleRevision":"7","settledAt":1764000000000,"lastDesiredState":"RUNNING","windowAt":1764000000000,"started":[{"arn":"${V}","at":1764000000000}],"failedTries":0,"retryAt":null,"lastRun":{"at":1764000000000,"kind":"START","outcome":"DONE","reason":"its window is open","failure":null}}`,
  'start-time': `{"latestMs":[600000,540000]}`,
  stop: `{"at":1764000000000,"afterMs":3600000,"setBy":"ann","setAt":1763996400000,"startingAt":null,"accepted":0,"failedTries":0,"retryAt":null,${NO_FAILURE}}`,
  training: `{"projectArn":"${P}","endedAt":1764000000000,"billedMs":3600000}`,
  usage: `{"projectArn":"${P}","from":1764000000000,"to":1764003600000,"isFromSeen":true,"endSeenAt":null,"minInferenceUnits":1,"maxInferenceUnits":null}`,
  'usage-position': `{"cursor":"YToxLTE","at":1764000000000}`,
  watched: `{"since":1764000000000,"until":null,"gaps":[{"from":1764000000000,"to":1764000900000}]}`,
  workflow: `{"state":"UNDOING","endedAt":null,"resultArn":null,"endsAs":"CANCELLED","failure":null,"kind":"PROMOTION","createdAt":1764000000000,"author":{"subject":"ann","groups":[],"grants":[]},"modelVersionArn":"${V}","project":{"accountId":"123456789012","region":"us-east-1","projectName":"boards","arn":"${P}"},"aliasName":null,"targets":["version us-east-1:123456789012/boards/v1"],"input":{},"steps":[{"state":"DONE","startedAt":1764000000000,"endedAt":1764000001000,"attempts":1,"message":null,"isFinal":false,"isTakingBack":false,"hasActed":true,"made":{"arn":"${P}"},"takeBack":[],"failures":0,"retryAt":null,"triedAt":null,"goneAt":null,"waitsFor":null,"action":"project","name":"find or make project"}]}`,
  'workflow-target': `{"id":"w-1"}`,
};

const READERS: Readonly<Record<string, (value: unknown) => unknown>> = {
  ...{ alias: readAlias, 'alias-history': readAliasHistory, budget: readBudget },
  ...{ 'budget-progress': readProgress, metered: readMetered, schedule: readSchedule },
  ...{ 'schedule-state': readScheduleState, 'start-time': readStartTimes, stop: readPlannedStop },
  ...{ training: readTraining, usage: readRunInterval, watched: readWatched, workflow: readWorkflow },
};

const stored = (kind: string) => JSON.parse(FIRST[kind] ?? 'null') as object;

it('there is one of every kind that is written', () => {
  const root = join(process.cwd(), 'src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.ts'));
  const kinds = files.flatMap((it) =>
    [...readFileSync(join(root, it), 'utf8').matchAll(/^(?:export )?const \w+_KIND = '([^']+)'/gm)].map(
      ([, kind]) => kind,
    ),
  );
  expect(kinds.sort()).toEqual(Object.keys(FIRST).sort());
});

it.each(Object.entries(READERS))(
  'what the first release wrote of kind %s is read as it was meant',
  (kind, read) => {
    expect(read(stored(kind))).toMatchObject(stored(kind) as object); // what came later has its default
  },
);

describe('what has no reader of its own', () => {
  const stage = createAutomationStage();
  const { records, catalog } = stage.services;
  const session = automaticSession(stage.services, { subject: 'a', cause: 'b', author: null });
  const put = (kind: string, key: string) => records.commit([{ kind, key, value: stored(kind) }]);
  afterAll(() => stage.close());

  it('still counts', async () => {
    await put('last-tags', P);
    expect(lastTagsOf(records, P)).toEqual([{ key: 'team', value: 'vision' }]);
    await put('deletion', P);
    expect(() => noDeletionOf(records, [P], 1_764_000_060_000)).toThrow('it is being deleted');
    await put('workflow-target', 'version x');
    expect(() => refuseTargets(session, ['version x'])).toThrow('Another unfinished workflow');
  });

  it('is still told', async () => {
    const from = await catalog.log.tail();
    await put('event', 'e-1');
    const [record] = records.list('event');
    const reconciler = new EventReconciler({ records, catalog });
    const { act, reason } = reconciler.decide();
    await reconciler.act(record as never, act ?? 'move', { reason, fencingToken: 1 });
    const follower = await catalog.log.follow(from, { kinds: ['ALIAS_MOVED'] });
    const { value } = await follower.next();
    await follower.return?.();
    expect(value).toMatchObject({ kind: 'TOLD', event: stored('event') });
  });
});
