import { failure, success } from '../../../contract/result.ts'
import type { SessionService } from './session-service.ts'

/** The same session without demo accounts: they are not shown, and not signed in. */
export function withPasswordAlone(session: SessionService): SessionService {
  return {
    ...session,
    async welcome() {
      const reply = await session.welcome()
      return reply.ok ? success({ ...reply.value, demoAccounts: [] }) : reply
    },
    signInDemo: async () => failure('forbidden', 'A policy asks for a password'),
  }
}
