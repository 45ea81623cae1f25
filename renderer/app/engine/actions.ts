import type { SoftphoneProvider } from '../../ports/softphone-provider.ts'
import type { Actions } from '../../view/actions.ts'
import type { Dispatch } from './engine.ts'

/** A person's actions as events for the engine; calls go to the provider. */
export function createActions(dispatch: Dispatch, softphone: SoftphoneProvider): Actions {
  return {
    softphone,
    signIn: (username, password) => dispatch({ kind: 'sign-in', username, password }),
    signInDemo: (username) => dispatch({ kind: 'sign-in-demo', username }),
    setServer: (url) => dispatch({ kind: 'set-server', url }),
    signOut: () => dispatch({ kind: 'sign-out' }),
    clearDialError: () => dispatch({ kind: 'clear-dial-error' }),
    writeNotes: (callId, notes) => dispatch({ kind: 'write-notes', callId, notes }),
    fixReadiness: () => dispatch({ kind: 'fix-readiness' }),
    closeMicrophoneHelp: () => dispatch({ kind: 'close-microphone-help' }),
    dismissNotice: () => dispatch({ kind: 'dismiss-notice' }),
  }
}
