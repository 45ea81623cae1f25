import type { Request } from '../../domain/request.ts'
import type { Actions } from '../actions.ts'
import type { Dispatch } from './engine.ts'

/** Everything a person can do, as events for the engine. */
export function createActions(dispatch: Dispatch): Actions {
  const ask = (request: Request) => dispatch({ kind: 'request', request })
  return {
    signIn: (username, password) => dispatch({ kind: 'sign-in', username, password }),
    signInDemo: (username) => dispatch({ kind: 'sign-in-demo', username }),
    setServer: (url) => dispatch({ kind: 'set-server', url }),
    signOut: () => dispatch({ kind: 'sign-out' }),
    setActivity: (sid) => dispatch({ kind: 'set-activity', sid }),
    answer: () => dispatch({ kind: 'answer', callId: null }),
    decline: () => dispatch({ kind: 'decline' }),
    answerWaiting: (callId) => dispatch({ kind: 'answer', callId }),
    declineWaiting: (callId) => dispatch({ kind: 'hang-up', callId }),
    switchTo: (callId) => ask({ about: 'switch', callId }),
    merge: (callId, otherCallId) => ask({ about: 'merge', callId, otherCallId }),
    recording: (callId, step) => ask({ about: 'recording', callId, step }),
    mute: (muted) => dispatch({ kind: 'mute', muted }),
    hold: (callId) => dispatch({ kind: 'hold', callId }),
    resume: (callId) => dispatch({ kind: 'resume', callId }),
    hangUp: (callId) => dispatch({ kind: 'hang-up', callId }),
    loadTargets: () => dispatch({ kind: 'load-targets' }),
    transfer: (callId, kind, target, reason) =>
      ask({ about: 'transfer', callId, kind, target, reason }),
    transferStep: (callId, step) => ask({ about: 'transfer-step', callId, step }),
    addParty: (callId, target) => ask({ about: 'add', callId, target }),
    partyStep: (callId, partyId, step) => ask({ about: 'party', callId, partyId, step }),
    leave: (callId) => ask({ about: 'leave', callId }),
    sendDigits: (digits) => dispatch({ kind: 'send-digits', digits }),
    dial: (target, callerId) => dispatch({ kind: 'dial', target, callerId }),
    clearDialError: () => dispatch({ kind: 'clear-dial-error' }),
    writeNotes: (callId, notes) => dispatch({ kind: 'write-notes', callId, notes }),
    saveDraft: (callId, draft) => dispatch({ kind: 'save-draft', callId, draft }),
    extendWrapUp: (callId) => dispatch({ kind: 'extend-wrap-up', callId }),
    completeWrapUp: (callId, draft) => dispatch({ kind: 'complete-wrap-up', callId, draft }),
    mendTrouble: () => dispatch({ kind: 'mend-trouble' }),
    dismissNotice: () => dispatch({ kind: 'dismiss-notice' }),
  }
}
