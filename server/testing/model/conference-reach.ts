import { getOperation } from '../../calls/model/phase.ts'
import type { Call } from '../../calls/model/call.ts'
import { isHere } from '../../calls/model/party.ts'
import { ADA } from './conference-wishes.ts'

/** Notes what a sequence has come to, so that a test can say what was never reached. */
export function noteReached(call: Call, reached: Set<string>): void {
  const { phase, recording } = call
  if (recording !== null) reached.add(`recording ${recording.state} ${recording.pending}`)
  if (phase.kind === 'returning') reached.add(phase.talk === null ? 'taking back' : 'returning')
  if (phase.kind !== 'active') {
    reached.add(phase.kind)
    if (phase.kind === 'ended' && phase.reason === 'transferred') reached.add('merged')
    return
  }
  const { parties, setAside } = phase
  const { transfer, merge, requeue } = getOperation(phase)
  if (setAside !== null) reached.add('set aside')
  if (merge !== null) reached.add('merging')
  if (requeue !== null) reached.add('requeue')
  if (call.place > 1) reached.add('talking again')
  if (parties.some(({ joinedHow, joinedAt }) => joinedHow === 'merged' && joinedAt !== null)) {
    reached.add('adopted')
  }
  if (call.customer.identity !== null) reached.add(`teammate ${call.direction}`)
  if (transfer !== null) reached.add(`${transfer.kind} ${transfer.stage}`)
  const agent = parties.find((party) => party.role === 'agent' && isHere(party))
  if (agent === undefined) reached.add('without an agent')
  else if (agent.identity !== ADA) reached.add('taken over')
}
