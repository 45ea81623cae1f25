import type { UpdateRefusal } from '../../../contract/updates.ts'

/** What the update server has. An offer is a version that is newer than this one, and that a trusted key vouches for. */
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

/** Where new versions come from, and how they are put in place. */
export interface UpdateSource {
  /** The newest version of the channel. Rejects when nobody can be asked. */
  check(): Promise<CheckResult>
  /** Fetches what the last check has offered. Rejects where it cannot be had. */
  download(): Promise<{ readonly kind: 'ready' } | RefusedUpdate>
  /** Ends the program, puts the new version in place, and starts it; unless its file was changed meanwhile. */
  install(): { readonly kind: 'installs' } | RefusedUpdate
  /** The program is left: what is ready is put in place then, unless its file was changed meanwhile. */
  close(): void
}
