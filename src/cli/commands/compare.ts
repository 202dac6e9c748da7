import {
  CompareModelsDocument,
  type CompareModelsQuery,
  GatewayError,
  ModelStateDocument,
} from '../../client/index.js';
import type { Command, Context } from '../command.js';
import { missingReports } from '../missing-reports.js';
import { modelOf, shortName } from '../model-target.js';
import { toTable } from '../table.js';

type Comparison = CompareModelsQuery['compareModelVersions'][number];

export const compare: Command = {
  name: 'compare',
  summary: 'compares the first model with the others, label by label, worst change first',
  usage: 'project/version project/other [...]',
  example: 'custom-labels compare circuit-boards/v3 circuit-boards/v4',
  options: {},
  targets: [2, 11],
  async run(context) {
    const { client, terminal, signal, targets } = context;
    const arns = await Promise.all(targets.map(async (it) => (await modelOf(context, it)).arn));
    const [base = '', ...others] = arns;
    const { compareModelVersions } = await client.query(
      CompareModelsDocument,
      { base, with: others },
      { signal },
    );
    if (compareModelVersions.includes(null)) throw await notThere(context, arns);
    if (terminal.isJson) return terminal.data(JSON.stringify(compareModelVersions));
    for (const [index, it] of compareModelVersions.entries()) {
      if (index > 0) terminal.data('');
      await tell(context, base, it);
    }
  },
};

async function notThere({ client, signal }: Context, arns: readonly string[]): Promise<GatewayError> {
  const states = await Promise.all(arns.map((arn) => client.query(ModelStateDocument, { arn }, { signal })));
  const gone = arns.filter((_, index) => !states[index]?.modelVersion);
  return new GatewayError(
    'NOT_FOUND',
    `There is no model version ${gone.join(', ')}, or you may not see it.`,
  );
}

async function tell(context: Context, base: string, comparison: Comparison): Promise<void> {
  if (!comparison) return;
  const { terminal } = context;
  const { labels, addedLabels, removedLabels, testSetsDiffer } = comparison;
  terminal.data(`${shortName(base)} → ${shortName(comparison.modelVersion.arn)}`);
  const scores = overall(comparison);
  if (scores.length > 0) for (const line of toTable(['', 'CHANGE'], scores)) terminal.data(line);
  if (labels && labels.length > 0) {
    const rows = labels.map((it) => [
      it.label,
      score(it.baseF1Score),
      score(it.f1Score),
      change(it.f1ScoreChange),
    ]);
    for (const line of toTable(['LABEL', 'F1 BEFORE', 'F1', 'CHANGE'], rows)) terminal.data(line);
  }
  if (addedLabels?.length) terminal.data(`Added labels: ${addedLabels.join(', ')}`);
  if (removedLabels?.length) terminal.data(`Removed labels: ${removedLabels.join(', ')}`);
  if (!labels)
    for (const it of await missingReports(context, [base, comparison.modelVersion.arn])) terminal.note(it);
  if (testSetsDiffer) terminal.note('They were tested on different images: the scores are not comparable.');
  if (testSetsDiffer == null) terminal.note('Whether they were tested on the same images is not known.');
}

function overall(it: NonNullable<Comparison>): string[][] {
  return [
    ['F1', change(it.f1ScoreChange)],
    ['precision', change(it.precisionChange)],
    ['recall', change(it.recallChange)],
    ['F1, every label alike', change(it.macroF1ScoreChange)],
  ].filter(([, known]) => known !== '');
}

function score(value: number | null | undefined): string {
  return value == null ? '' : value.toFixed(3);
}

function change(value: number | null | undefined): string {
  if (value == null) return '';
  const shown = (Math.round(value * 1_000) / 1_000 + 0).toFixed(3); // no -0
  return value > 0 ? `+${shown}` : shown;
}
