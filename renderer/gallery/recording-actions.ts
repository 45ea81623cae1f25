import type { Actions } from '../app/actions.ts'

export type Recorded = readonly [name: keyof Actions, ...values: unknown[]]

/** Actions that only write down what a person did, and the list of it. */
export function recordingActions(): { readonly actions: Actions; readonly recorded: Recorded[] } {
  const recorded: Recorded[] = []
  const record =
    (name: keyof Actions) =>
    (...values: unknown[]) => {
      recorded.push([name, ...values])
    }
  const actions: Actions = {
    signIn: record('signIn'),
    signInDemo: record('signInDemo'),
    setServer: record('setServer'),
    signOut: record('signOut'),
    setActivity: record('setActivity'),
    answer: record('answer'),
    decline: record('decline'),
    answerWaiting: record('answerWaiting'),
    declineWaiting: record('declineWaiting'),
    switchTo: record('switchTo'),
    merge: record('merge'),
    recording: record('recording'),
    mute: record('mute'),
    hold: record('hold'),
    resume: record('resume'),
    hangUp: record('hangUp'),
    loadTargets: record('loadTargets'),
    transfer: record('transfer'),
    transferStep: record('transferStep'),
    addParty: record('addParty'),
    partyStep: record('partyStep'),
    leave: record('leave'),
    sendDigits: record('sendDigits'),
    dial: record('dial'),
    clearDialError: record('clearDialError'),
    writeNotes: record('writeNotes'),
    saveDraft: record('saveDraft'),
    extendWrapUp: record('extendWrapUp'),
    completeWrapUp: record('completeWrapUp'),
    mendTrouble: record('mendTrouble'),
    dismissNotice: record('dismissNotice'),
  }
  return { actions, recorded }
}
