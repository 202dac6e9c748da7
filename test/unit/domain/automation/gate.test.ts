import { type Gate, type GateFacts, refuseByGate } from '../../../../src/domain/automation/gate.js';

const label = (name: string, f1ScoreChange: number | null) => ({
  ...{ label: name, f1Score: 0.8, baseF1Score: 0.9, f1ScoreChange },
  ...{ precisionChange: null, recallChange: null },
});
const compared = (...labels: ReturnType<typeof label>[]) => ({ labels, removedLabels: [] });

/** The field of the gate that refuses; null: it passes. */
function refusal(gate: Partial<Gate>, facts: Partial<GateFacts>): string | null {
  try {
    refuseByGate(
      { minF1Score: null, maxLabelF1Drop: null, ...gate },
      { f1Score: 0.8, comparison: undefined, ...facts },
    );
    return null;
  } catch (error) {
    expect(error).toMatchObject({ code: 'GATE_FAILED' });
    return (error as { details: { field: string[] } }).details.field.join('.');
  }
}

it.each<[Partial<Gate>, Partial<GateFacts>, string | null]>([
  [{}, { f1Score: null, comparison: null }, null],
  [{ minF1Score: 0.8 }, {}, null],
  [{ minF1Score: 0.81 }, {}, 'gate.minF1Score'],
  [{ minF1Score: 0 }, { f1Score: null }, 'gate.minF1Score'],
  [{ maxLabelF1Drop: 0 }, { comparison: undefined }, null],
  [{ maxLabelF1Drop: 1 }, { comparison: null }, 'gate.maxLabelF1Drop'],
  [{ maxLabelF1Drop: 0.1 }, { comparison: compared(label('a', -0.1), label('b', 0.3)) }, null],
  [{ maxLabelF1Drop: 0.1 }, { comparison: compared(label('a', -0.100001)) }, 'gate.maxLabelF1Drop'],
  [{ maxLabelF1Drop: 1 }, { comparison: compared(label('a', null)) }, 'gate.maxLabelF1Drop'],
  [{ maxLabelF1Drop: 1 }, { comparison: { labels: [], removedLabels: ['a'] } }, 'gate.maxLabelF1Drop'],
  [{ minF1Score: 0.9, maxLabelF1Drop: 0 }, { comparison: null }, 'gate.minF1Score'],
])('%j of %j', (gate, facts, expected) => {
  expect(refusal(gate, facts)).toBe(expected);
});
