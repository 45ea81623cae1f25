import type { Session, Welcome } from '../../server/contract/session.ts'
import type { ServerAddress } from '../domain/model/session-state.ts'
import type { ServerResult } from './result.ts'

/** A session without its refresh token, which stays in the cookie or in the keychain. */
export type OpenSession = Omit<Session, 'refreshToken'>

export interface SessionPort {
  server(): Promise<ServerAddress>
  /** Returns the address in its normal form. */
  setServer(url: string): Promise<ServerResult<string>>
  welcome(): Promise<ServerResult<Welcome>>
  signIn(username: string, password: string): Promise<ServerResult<OpenSession>>
  signInDemo(username: string): Promise<ServerResult<OpenSession>>
  /** Fails with `signed-out` when no session is remembered, or the remembered one has ended. */
  refresh(): Promise<ServerResult<OpenSession>>
  signOut(): Promise<void>
  /** False when a restart will ask for the password again. */
  remembered(): Promise<boolean>
}
