import { succeed } from '../../../../server/contract/result.ts'
import { failWith } from '../../../contract/result.ts'
import type { SessionService } from './session-service.ts'

/** The same session without demo accounts: they are neither shown nor accepted. */
export function withPasswordOnly(session: SessionService): SessionService {
  return {
    ...session,
    async welcome() {
      const reply = await session.welcome()
      return reply.ok ? succeed({ ...reply.value, demoAccounts: [] }) : reply
    },
    signInDemo: async () => failWith('forbidden', 'A policy asks for a password'),
  }
}
