import { call } from './en-active-call.ts'
import { beside } from './en-beside.ts'
import { recording, secondCall, transfer } from './en-calls.ts'
import { failures } from './en-failures.ts'
import { firstRun, ownServer } from './en-first-run.ts'
import { firstRunMusic } from './en-first-run-music.ts'
import { announce, notice } from './en-notices.ts'
import { dialler, recent, ringing, today, who } from './en-phone.ts'
import { program } from './en-program.ts'
import { browserNotifications, callStrip, outside } from './en-outside.ts'
import { failure, readiness, unreachable } from './en-readiness.ts'
import { returning } from './en-returning.ts'
import { keys } from './en-keys.ts'
import { mini, settings } from './en-settings.ts'
import { shell, signIn } from './en-shell.ts'
import { gettingStarted, microphoneHelp, notTakingCalls, otherMicrophone } from './en-welcome.ts'
import { signInAgain } from './en-sign-in-again.ts'
import { truth } from './en-truth.ts'
import { status } from './en-status.ts'
import { typing } from './en-typing.ts'
import { ended, wrapUp } from './en-wrap-up.ts'

/** How dates, times, numbers and lists are written: in the spelling of these texts. */
const locale = 'en-GB'

const listFormat = new Intl.ListFormat(locale)

/** English, and the shape that every other language fills. Sentences are short; a code never shows in one. */
export const en = {
  locale,
  /** `Marta, Deniz and Sam` */
  list: (names: readonly string[]) => listFormat.format(names),
  opening: 'Opening Cordboard…',
  failures,
  firstRun: { ...firstRun, music: firstRunMusic },
  ownServer,
  keys,
  program,
  signIn,
  signInAgain,
  gettingStarted,
  microphoneHelp,
  notTakingCalls,
  otherMicrophone,
  truth,
  callStrip,
  outside,
  browserNotifications,
  shell,
  status,
  readiness,
  failure,
  unreachable,
  today,
  dialler,
  recent,
  who,
  ringing,
  call,
  transfer,
  secondCall,
  recording,
  returning,
  typing,
  beside,
  wrapUp,
  ended,
  notice,
  announce,
  mini,
  settings,
}

/** What a language file provides. */
export type Messages = typeof en
