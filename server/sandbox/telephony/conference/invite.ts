import type { Clock } from '../../clock.ts'
import type { CallQueue } from '../../limits/call-queue.ts'
import type { WebhookSender } from '../../webhooks/sender.ts'
import type { Address } from '../dialing/address.ts'
import type { CallRegistry } from '../call/call-registry.ts'
import { reportCall } from '../call/call-report.ts'
import { isFinal } from '../call/call-status.ts'
import type { FinalStatus, Occupation } from '../call/call-status.ts'
import type { Call } from '../call/call.ts'
import type { ConferenceRegistry } from './conference-registry.ts'
import type { Conference } from './conference.ts'
import { openWait } from './entry.ts'
import { placeCall } from '../dialing/dialing.ts'
import type { DeviceDirectory } from '../audio/leg.ts'
import type { Music, Programme } from '../audio/music.ts'
import type { Notices } from '../notices.ts'
import type { InviteOptions } from './participant-options.ts'

export interface InviteDeps {
  readonly accountSid: string
  readonly clock: Clock
  readonly sender: WebhookSender
  readonly calls: CallRegistry
  readonly conferences: ConferenceRegistry
  readonly directory: () => DeviceDirectory
  readonly notices: Notices
  readonly music: Music
}

export interface Invited {
  readonly call: Call
  readonly conference: Conference
}

/**
 * Rings somebody and puts them into a conference when they answer; the call ends when they leave it.
 * Docs: voice/api/conference-participant-resource#create-a-participant.
 */
export function inviteParticipant(
  deps: InviteDeps,
  request: {
    readonly conference: Conference
    readonly address: Address
    readonly from: string
    readonly options: InviteOptions
    /** Where the call waits for its turn first. */
    readonly queue?: CallQueue
    readonly onJoined?: () => void
    /** It ended without joining: nobody answered, or the conference did not let it in. */
    readonly onFailed?: (status: FinalStatus) => void
  },
): Invited {
  const { conference, address, from, options } = request
  const { accountSid } = deps
  const { timeoutSeconds, callReport, earlyMedia } = options
  const call = placeCall(deps, {
    address,
    from,
    direction: 'outbound-api',
    accountSid,
    timeoutSeconds,
    ...(request.queue && { queue: request.queue }),
  })
  if (callReport) reportCall(call, callReport, deps)
  conference.invite(call, options.join, earlyMedia)
  const onJoined = () => {
    stop()
    request.onJoined?.()
  }
  const stop = call.watch((status) => {
    if (status === 'in-progress') {
      enter(deps, call, { conference, options, onJoined })
    } else if (isFinal(status)) {
      stop()
      request.onFailed?.(status)
    }
  })
  return { call, conference }
}

/** Puts an answered call in, at once or when its wait URL has answered. */
function enter(
  deps: InviteDeps,
  call: Call,
  request: {
    readonly conference: Conference
    readonly options: InviteOptions
    readonly onJoined: () => void
  },
): void {
  const { join } = request.options
  const conference = liveOne(deps, request.conference)
  const occupation: Occupation = { leave: (cause) => conference.leave(call.sid, cause) }
  call.occupation = occupation
  const enterNow = (wait: Programme | null) => {
    if (conference.isFull(join.maxParticipants)) return call.end('completed', 'switch')
    conference.join(
      call,
      join,
      {
        callContinues: false,
        onLeft() {
          // Other instructions for the call have replaced this occupation.
          if (call.occupation === occupation) call.end('completed', 'switch')
        },
      },
      wait,
    )
    request.onJoined()
  }
  const opening = openWait(deps.music, conference, call, join)
  if (opening === null) return enterNow(null)
  const enterWhenOpened = async () => {
    const wait = await opening
    if (call.occupation !== occupation) return
    if (wait === null || conference.status === 'completed') call.end('completed', 'switch')
    else enterNow(wait)
  }
  void enterWhenOpened()
}

/** The conference, or the next one of its name when everybody has left it. */
function liveOne({ conferences }: InviteDeps, conference: Conference): Conference {
  if (conference.status !== 'completed') return conference
  return conferences.open(conference.friendlyName, 'api')
}
