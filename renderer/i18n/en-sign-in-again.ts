import type { SessionEnding } from '../../server/contract/session-ending.ts'
import type { FailureCode } from '../domain/model/failure-code.ts'
import { failures } from './en-failures.ts'

/** Over a call whose session was lost. */
export const signInAgain = {
  title: 'Sign in again',
  explained: (because: SessionEnding) => {
    switch (because) {
      case 'account-removed':
      case 'account-disabled':
      case 'password-changed':
      case 'signed-out-everywhere':
        return `${failures.byCode[because]} Someone else will help the customer.`
      case 'signed-in-elsewhere':
      case 'session-copied':
      case 'session-expired':
        return `${failures.byCode[because]} Your call continues.`
      case 'signed-out':
        return 'You were signed out. Your call continues.'
    }
  },
  passwordOf: (name: string) => `Password for ${name}`,
  others: 'Someone else can sign in when the call is over.',
  errors: (code: FailureCode) =>
    code === 'wrong-credentials'
      ? 'The password is wrong. Try again.'
      : code === 'forbidden'
        ? 'This is another account now. Finish the call first.'
        : failures.byCode[code],
}
