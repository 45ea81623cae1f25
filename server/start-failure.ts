/**
 * Why this server cannot start, in one sentence that says what to do. `database-held`: another server has the database, and will
 * release it; `database`: somebody must do something about the data folder.
 */
export class StartFailure extends Error {
  readonly kind: 'database' | 'database-held'

  constructor(kind: StartFailure['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
