/**
 * Why this server cannot start, in one sentence that says what to do: no stack would say more. `database-held`: another
 * server has the database, and will let it go; `database`: somebody has to do something about the data folder.
 */
export class StartFailure extends Error {
  readonly kind: 'database' | 'database-held'

  constructor(kind: StartFailure['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
