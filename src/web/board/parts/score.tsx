interface Props {
  readonly value: number | null | undefined;
  readonly name?: string;
}

/** A score from 0 to 1 as a number and a bar; a dash where there is none. */
export function Score({ value, name = 'F1' }: Props) {
  if (value === null || value === undefined) return <span className="quiet">–</span>;
  return (
    <span className="score">
      <span className="number">{value.toFixed(3)}</span>
      <svg
        className="score-bar"
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${name} ${value.toFixed(3)} of 1`}
      >
        <rect className="score-all" width="100" height="8" rx="2" />
        <rect className="score-part" width={value * 100} height="8" rx="2" />
      </svg>
    </span>
  );
}
