import type { UpdateRefusal } from '../../../contract/program.ts'

/** The result of a check. An offer is a newer version that a trusted key has signed. */
export type CheckResult =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'offer'
      readonly version: string
      /** Milliseconds since 1970. */
      readonly publishedAt: number
    }
  | RefusedUpdate

export interface RefusedUpdate {
  readonly kind: 'refused'
  readonly version: string
  readonly why: UpdateRefusal
}

/** The source of new versions, and how they are installed. */
export interface UpdateSource {
  /** The newest version of the channel. Rejects if the server cannot be reached. */
  check(): Promise<CheckResult>
  /** Downloads the version that the last check has offered. Rejects if the download fails. */
  download(): Promise<{ readonly kind: 'ready' } | RefusedUpdate>
  /** Ends the program, installs the new version, and starts it; unless its file was changed meanwhile. */
  install(): { readonly kind: 'installs' } | RefusedUpdate
  /** Call it when the program quits: what is ready is installed then, unless its file was changed meanwhile. */
  close(): void
}
