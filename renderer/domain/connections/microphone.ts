import type { MicrophoneHelp, MicrophoneState } from '../model/connection-state.ts'
import type { State } from '../model/state.ts'
import { go, stay, type EventOf, type Step } from '../model/step.ts'

export function onMicrophone(state: State, { state: microphone }: EventOf<'microphone'>): Step {
  const microphoneHelp = helpAfter(microphone, state.microphoneHelp)
  const same = microphone === state.microphone && microphoneHelp === state.microphoneHelp
  return stay(same ? state : { ...state, microphone, microphoneHelp })
}

/** Asks for the microphone. When it stays blocked, the agent is shown how to allow it. */
export function askForMicrophone(state: State): Step {
  const microphoneHelp = state.microphoneHelp === 'shown' ? 'shown' : 'asked'
  return go({ ...state, microphoneHelp }, { kind: 'microphone-check' })
}

export function closeMicrophoneHelp(state: State): Step {
  return stay(state.microphoneHelp === 'none' ? state : { ...state, microphoneHelp: 'none' })
}

function helpAfter(microphone: MicrophoneState, help: MicrophoneHelp): MicrophoneHelp {
  if (microphone !== 'blocked') return 'none'
  // Only to somebody who has asked: a browser that refuses by itself opens nothing.
  return help === 'none' ? 'none' : 'shown'
}
