import type { Session, Welcome } from '../../server/contract/session.ts'
import type { ServerAddress } from '../domain/events.ts'
import type { Result } from './result.ts'

/** A session without its refresh token, which stays in the cookie or in the keychain. */
export type OpenSession = Omit<Session, 'refreshToken'>

export interface SessionPort {
  server(): Promise<ServerAddress>
  /** Returns the address as it was understood. */
  setServer(url: string): Promise<Result<string>>
  welcome(): Promise<Result<Welcome>>
  signIn(username: string, password: string): Promise<Result<OpenSession>>
  signInDemo(username: string): Promise<Result<OpenSession>>
  /** Fails with `signed-out` when nothing is remembered or what is remembered is void. */
  refresh(): Promise<Result<OpenSession>>
  signOut(): Promise<void>
  /** False where a restart will ask for the password anew. */
  remembered(): Promise<boolean>
}
