import type { CommandFailure } from '../model/call-state.ts'
import type { ReceivedFailure } from '../../../server/contract/desk.ts'
import { isDiallingRefusal } from '../model/failure-code.ts'
import { withAlert } from './alerts.ts'
import type { FailureCode } from '../model/failure-code.ts'
import type { State } from '../model/state.ts'

interface Failed {
  readonly command: ReceivedFailure['command']
  /** The party that it was about; null for the customer. */
  readonly who: string | null
  readonly error: FailureCode
  /** This machine's clock. */
  readonly at: number
}

/** The failure of a command that the server refused or did not answer. */
export function withCommandFailure(state: State, callId: string, failed: Failed): State {
  const failure: CommandFailure = {
    command: failed.command,
    code: isSilence(failed.error) ? 'unreachable' : 'refused',
    who: failed.who,
    at: new Date(failed.at + state.link.clockOffsetMs).toISOString(),
    ...(isReason(failed.error) ? { why: failed.error } : {}),
  }
  return withAlert(state, callId, failure, failed.at)
}

/** Our server did not answer, or Twilio did not answer it. */
function isSilence(error: FailureCode): boolean {
  return error === 'unreachable' || error === 'twilio-unavailable'
}

function isReason(error: FailureCode): error is NonNullable<CommandFailure['why']> {
  return error === 'unreachable' || isDiallingRefusal(error)
}
