import type { Experiment } from '../experiment.ts'
import { alone } from './alone.ts'
import { announcements } from './announcements.ts'
import { callerLeaves } from './caller-leaves.ts'
import { earlyMedia } from './early-media.ts'
import { lateAccept } from './late-accept.ts'
import { listsInInit } from './lists-in-init.ts'
import { rate } from './rate.ts'
import { region } from './region.ts'
import { secondDial } from './second-dial.ts'
import { sidInInit } from './sid-in-init.ts'
import { startAlone } from './start-alone.ts'
import { startSpeed } from './start-speed.ts'
import { twoAnswers } from './two-answers.ts'
import { unHold } from './un-hold.ts'
import { waitAgain } from './wait-again.ts'
import { waitUrlChange } from './wait-url-change.ts'
import { waitUrl } from './wait-url.ts'

/** In order of weight: the first four decide whether callers can wait in a Conference at all. */
export const EXPERIMENTS: readonly Experiment[] = [
  sidInInit,
  listsInInit,
  callerLeaves,
  startSpeed,
  waitUrl,
  alone,
  waitAgain,
  secondDial,
  earlyMedia,
  announcements,
  waitUrlChange,
  unHold,
  rate,
  lateAccept,
  startAlone,
  twoAnswers,
  region,
]

/** What this program does not do, and how a person does it. */
export const BY_HAND: readonly { readonly id: string; readonly how: string }[] = [
  {
    id: 'E16',
    how: 'a dead browser: end the browser of an agent in talk with kill -9, and count the seconds until participant-leave',
  },
  {
    id: 'E18',
    how: "the caller's number at an agent's own phone: needs a call from outside, whose webhook has the CallToken",
  },
  {
    id: 'E19',
    how: 'money: an hour later, compare the Usage Records of 3 minutes alone in a Conference with 3 minutes in <Enqueue>',
  },
]
