import { instant } from '../../clock.ts'
import type { Confirmable, Party } from '../../contract/desk.ts'
import { parseIdentity } from '../../identity.ts'
import type { Party as Member } from '../model/party.ts'
import { getRequested } from '../model/confirmable.ts'
import type { Flag } from '../model/confirmable.ts'

/** One party as the screens show it. */
export function createPartySnapshot(member: Member, self: boolean, name: string | null): Party {
  const { partyId, role, identity, number, digits, callSid, status, joinedAt, joinedHow } = member
  const { speech } = member
  return {
    partyId,
    role,
    self,
    userId: identity === null ? null : (parseIdentity(identity)?.userId ?? null),
    number,
    digits,
    name,
    callSid,
    state: status.kind,
    hold: confirmable(member.hold),
    mute: confirmable(member.mute),
    joinedAt: joinedAt === null ? null : instant(joinedAt),
    joinedHow,
    speaking: speech.since !== null,
    spokenSeconds: Math.round(speech.ms / 1000),
    leftBecause: status.kind === 'left' ? status.because : null,
  }
}

function confirmable(flag: Flag): Confirmable {
  const { confirmed, since } = flag
  return { requested: getRequested(flag), confirmed, since: instant(since) }
}
