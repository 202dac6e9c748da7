import { MOST_THRESHOLDS, type TypedThreshold } from '../data/budget-form.js';

interface Props {
  readonly thresholds: readonly TypedThreshold[];
  readonly onChange: (thresholds: readonly TypedThreshold[]) => void;
  readonly error: string | null;
}

const ACTIONS = { NOTIFY: 'tell it', REFUSE_STARTS: 'refuse starts', STOP_MODELS: 'stop models' } as const;
type Action = keyof typeof ACTIONS;

/** What happens at which part of a budget, one a line. */
export function Thresholds({ thresholds, onChange, error }: Props) {
  const put = (at: number, next: readonly TypedThreshold[]) => onChange(thresholds.toSpliced(at, 1, ...next));
  return (
    <fieldset className="field" data-wide>
      <legend>Thresholds</legend>
      {thresholds.map((it, at) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing else that stays while one types
          key={at}
          threshold={it}
          number={at + 1}
          isWrong={error !== null}
          put={(next) => put(at, next)}
        />
      ))}
      {thresholds.length < MOST_THRESHOLDS && (
        <button
          type="button"
          className="plain"
          onClick={() => onChange([...thresholds, { percent: '', action: 'NOTIFY' }])}
        >
          Add a threshold
        </button>
      )}
      {error !== null && <span role="alert">{error}</span>}
    </fieldset>
  );
}

interface LineProps {
  readonly threshold: TypedThreshold;
  /** From 1. */
  readonly number: number;
  readonly isWrong: boolean;
  /** What takes its place: another one, or none. */
  readonly put: (next: readonly TypedThreshold[]) => void;
}

function Line({ threshold, number, isWrong, put }: LineProps) {
  return (
    <span className="threshold">
      <input
        type="text"
        inputMode="decimal"
        aria-label={`Percent of threshold ${number}`}
        aria-invalid={isWrong}
        autoComplete="off"
        value={threshold.percent}
        onChange={(event) => put([{ ...threshold, percent: event.target.value.trim() }])}
      />
      %
      <select
        aria-label={`Act of threshold ${number}`}
        value={threshold.action}
        onChange={(event) => put([{ ...threshold, action: event.target.value as Action }])}
      >
        {Object.entries(ACTIONS).map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
      <button type="button" aria-label={`Remove threshold ${number}`} onClick={() => put([])}>
        ×
      </button>
    </span>
  );
}
