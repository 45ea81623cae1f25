import { failures, type FailureCode } from './en-failures.ts'

/** Over a call whose session was lost. */
export const signInAgain = {
  title: 'Sign in again',
  explained: 'You were signed out. Your call goes on.',
  passwordOf: (name: string) => `Password of ${name}`,
  others: 'Somebody else can sign in when the call is over.',
  errors: (code: FailureCode) =>
    code === 'wrong-credentials'
      ? 'The password is wrong. Type it again.'
      : code === 'forbidden'
        ? 'This is another account now. Finish the call first.'
        : failures.byCode[code],
}
