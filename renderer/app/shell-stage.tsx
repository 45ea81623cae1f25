import { useState } from 'react'
import { ActiveCall } from '../features/phone/active-call.tsx'
import { Ringing } from '../features/phone/ringing/ringing.tsx'
import { useTargetDrafts } from '../features/transfer/use-target-drafts.ts'
import { BesideQueues } from '../features/queues/queues-and-team.tsx'
import { WrapUp } from '../features/wrap-up/wrap-up.tsx'
import { Banners } from './shell-banners.tsx'
import { Idle, type StageProps } from './shell-idle.tsx'

/** What fills the main panel: nothing going on, a ring, a call, or its wrap-up. */
export function Stage(props: StageProps) {
  const { view, actions } = props
  const { stage, recent } = view
  const notes = useTypedNotes()
  const drafts = useTargetDrafts()
  const banners = <Banners view={view} actions={actions} />
  switch (stage.kind) {
    case 'idle':
      return (
        <BesideQueues view={view} actions={actions}>
          <Idle {...props} />
        </BesideQueues>
      )
    case 'ringing':
      return <Ringing ringing={stage} recent={recent} actions={actions} banners={banners} />
    case 'call': {
      const { callId } = stage.call
      return (
        <ActiveCall
          key={callId}
          stage={stage}
          view={view}
          actions={actions}
          banners={banners}
          drafts={drafts}
          notes={notes.of(callId) ?? stage.call.notes}
          onNotes={(typed) => {
            notes.write(callId, typed)
            actions.writeNotes(callId, typed)
          }}
        />
      )
    }
    case 'wrap-up': {
      const { callId } = stage.wrapUp
      return (
        <BesideQueues view={view} actions={actions}>
          <WrapUp
            key={callId}
            stage={stage}
            actions={actions}
            banners={banners}
            typedNotes={notes.of(callId)}
            onNotes={(typed) => notes.write(callId, typed)}
          />
        </BesideQueues>
      )
    }
  }
}

/** The two calls of a desk, and the one in after-call work. */
const mostCalls = 3

/** The notes of the latest calls, while the server's copy is on its way. */
function useTypedNotes() {
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map())
  return {
    of: (callId: string) => typed.get(callId),
    write: (callId: string, notes: string) =>
      setTyped((before) => new Map([...before, [callId, notes] as const].slice(-mostCalls))),
  }
}
