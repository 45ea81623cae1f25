import type { Account, Conference, Deliver, Leg } from './account.ts'

/** How somebody who is rung takes it. */
export type Manner = 'answers' | 'declines' | 'rings on'

const MOVED = 'participant_updated_via_api'

function attributeOf(tag: string, name: string): string | null {
  return new RegExp(`${name}="([^"]+)"`, 'u').exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? null
}

/** Calls and Conferences: what REST asks for, what TwiML says, and what people at telephones do. */
export class Voice {
  readonly #account: Account
  readonly #deliver: Deliver
  /** By address; anybody who is not named answers. */
  readonly manners = new Map<string, Manner>()

  constructor(account: Account, deliver: Deliver) {
    this.#account = account
    this.#deliver = deliver
  }

  ring(to: string, label: string, conference: string, statusUrl: string, roomUrl: string): Leg {
    const leg = this.#leg(this.#account.sid('CA'), to, label, statusUrl)
    this.#room(conference, roomUrl)
    leg.conference = conference
    this.#status(leg, 'ringing')
    const [address = ''] = to.split('?')
    const manner = this.manners.get(address) ?? 'answers'
    this.#account.clock.after(1500, () => {
      if (leg.status !== 'ringing') return
      if (manner === 'answers') this.answer(leg)
      if (manner === 'declines') this.#over(leg, 'busy')
    })
    return leg
  }

  /** A caller, or a Device, that has been given this TwiML. */
  arrives(sid: string, from: string, twiml: string, statusUrl: string): Leg {
    const leg = this.#leg(sid, from, '', statusUrl)
    leg.status = 'in-progress'
    this.follow(leg, twiml)
    return leg
  }

  answer(leg: Leg): void {
    leg.status = 'in-progress'
    this.#status(leg, 'in-progress')
    const room = this.#account.conference(leg.conference ?? '')
    if (room !== undefined) this.#say(room, 'participant-join', leg)
  }

  /** The person hangs up, or the REST API ends it. */
  end(leg: Leg): void {
    if (leg.status === 'completed') return
    this.#over(leg, leg.status === 'ringing' ? 'canceled' : 'completed')
  }

  follow(leg: Leg, twiml: string): void {
    this.#leave(leg, MOVED)
    leg.leftUrl = attributeOf(twiml, 'action')
    leg.behind = [...twiml.matchAll(/<Conference[^>]*>([^<]+)</gu)].map(([tag, name = '']) => ({
      name,
      statusUrl: attributeOf(tag, 'statusCallback') ?? '',
      label: attributeOf(tag, 'participantLabel') ?? '',
    }))
    this.#goOn(leg)
  }

  /** What the document says next; behind its end the call is over. */
  #goOn(leg: Leg): void {
    const [entrance, ...behind] = leg.behind
    if (entrance === undefined) return this.end(leg)
    leg.behind = behind
    leg.label = entrance.label
    const room = this.#room(entrance.name, entrance.statusUrl)
    leg.conference = entrance.name
    this.#say(room, 'participant-join', leg)
  }

  set(leg: Leg, what: 'hold' | 'muted', value: boolean): void {
    const room = this.#account.conference(leg.conference ?? '')
    if (leg[what] === value || room === undefined) return
    leg[what] = value
    const word = what === 'hold' ? 'hold' : 'mute'
    this.#say(room, `participant-${value ? '' : 'un'}${word}`, leg)
  }

  endAll(room: Conference): void {
    for (const leg of this.#account.members(room.name)) {
      this.#leave(leg, 'conference_ended_via_api')
      this.#goOn(leg)
    }
  }

  #leg(sid: string, to: string, label: string, statusUrl: string): Leg {
    const leg: Leg = {
      sid,
      to,
      label,
      statusUrl,
      status: 'ringing',
      conference: null,
      hold: false,
      muted: false,
      leftUrl: null,
      behind: [],
    }
    this.#account.legs.push(leg)
    return leg
  }

  #room(name: string, statusUrl: string): Conference {
    const known = this.#account.conference(name)
    if (known !== undefined) return known
    const room = { sid: this.#account.sid('CF'), name, statusUrl, sequence: 0, over: false }
    this.#account.conferences.push(room)
    return room
  }

  #over(leg: Leg, status: string): void {
    this.#leave(leg, 'participant_hung_up')
    leg.status = 'completed'
    const form = { CallSid: leg.sid, CallStatus: status }
    const { leftUrl } = leg
    this.#status(leg, status)
    if (leftUrl !== null) {
      this.#account.tell(async () => void (await this.#deliver(leftUrl, form)))
    }
    for (const recording of this.#account.recordings.values()) {
      if (recording.callSid === leg.sid) recording.status = 'completed'
    }
  }

  #leave(leg: Leg, reason: string): void {
    const room = this.#account.conference(leg.conference ?? '')
    if (room === undefined) return
    const was = leg.status
    leg.conference = null
    if (was === 'in-progress') this.#say(room, 'participant-leave', leg, reason)
    const left = this.#account.legs.some((each) => each.conference === room.name)
    if (left) return
    room.over = true
    this.#say(room, 'conference-end', leg)
  }

  #status(leg: Leg, status: string): void {
    const { statusUrl, sid } = leg
    const form = { CallSid: sid, CallStatus: status }
    this.#account.tell(async () => void (await this.#deliver(statusUrl, form)))
  }

  #say(room: Conference, event: string, { sid, label }: Leg, reason?: string): void {
    room.sequence += 1
    const form = {
      StatusCallbackEvent: event,
      ConferenceSid: room.sid,
      SequenceNumber: String(room.sequence),
      ...(event === 'conference-end'
        ? { CallSidEndingConference: sid }
        : { CallSid: sid, ParticipantLabel: label }),
      ...(reason === undefined ? {} : { ReasonParticipantLeft: reason }),
    }
    this.#account.tell(async () => void (await this.#deliver(room.statusUrl, form)))
  }
}
