/** What a run saw. */
export class Counts {
  changes = 0;
  done = 0;
  refused = 0;
  /** Keys whose last answer was OUTCOME_UNKNOWN: allowed where the only instance that knew has died. */
  unknown = 0;
  gaveUp = 0;
  askedTwice = 0;
  actedTwice = 0;
  failedThoughDone = 0;
  doneThoughNot = 0;
  reads = 0;
  backInTime = 0;
  events = 0;
  gaps = 0;
  doubled = 0;
  lost = 0;
  /** Events of other kinds than changes of status that were logged. */
  told = 0;
  /** What went wrong, in words. */
  readonly complaints: string[] = [];

  complain(what: string): void {
    if (this.complaints.length < 50) this.complaints.push(what);
  }

  toString(): string {
    const { complaints, ...numbers } = this;
    return [
      Object.entries(numbers)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
      ...complaints,
    ].join('\n  ');
  }
}
