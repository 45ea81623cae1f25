/** Notes what was called, in order, as `name` or `name:argument`. */
export class Recorder {
  readonly calls: string[] = []

  note(name: string, ...details: readonly (string | number | boolean | null)[]): void {
    this.calls.push([name, ...details.map(String)].join(':'))
  }

  /** What was called since the last look. */
  take(): readonly string[] {
    return this.calls.splice(0)
  }
}
