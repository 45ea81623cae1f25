import { newSid } from '../../account.ts'
import type { Clock } from '../../clock.ts'
import { Announcer } from '../audio/announcer.ts'
import { isFinal } from '../call/call-status.ts'
import type { FinalStatus, LeaveCause } from '../call/call-status.ts'
import type { Call } from '../call/call.ts'
import { callParams } from '../call/call-params.ts'
import { ConferenceAudio } from './conference-audio.ts'
import { endParams } from './conference-end.ts'
import type { EndReason } from './conference-end.ts'
import { identityParams, participantParams } from './conference-reporter.ts'
import type { ConferenceReporter } from './conference-reporter.ts'
import type { ConferenceSettings } from './conference-settings.ts'
import type { Music, Programme } from '../audio/music.ts'
import { modify } from './participant-changes.ts'
import type { ParticipantChanges } from './participant-changes.ts'
import type { JoinOptions } from './participant-options.ts'
import { Participant } from './participant.ts'
import type { LeaveReason, Seat } from './participant.ts'

/** Docs: voice/api/conference-resource. */
export type ConferenceStatus = 'init' | 'in-progress' | 'completed'

/** Somebody who is being rung to join. */
export interface Invitation {
  readonly call: Call
  readonly join: JoinOptions
  readonly createdAt: number
}

/** What is to be announced, and how it is asked for. */
export interface Announcement {
  readonly url: string
  readonly method: 'GET' | 'POST'
}

interface ConferenceDeps {
  readonly clock: Clock
  readonly music: Music
  readonly settings: () => ConferenceSettings
  /** How many participants it takes, one of them a starter. */
  readonly leastToStart: 1 | 2
  readonly reporter: (conference: Conference) => ConferenceReporter
  /** Called once when the conference is over, or when it never came about. */
  readonly onGone: (conference: Conference) => void
}

/** One conference from its first invitation or participant to its end. Docs: voice/twiml/conference. */
export class Conference {
  readonly sid = newSid('CF')
  readonly accountSid: string
  readonly friendlyName: string
  readonly createdAt: number
  updatedAt: number
  endReason: EndReason | null = null
  callSidEnding: string | null = null
  /** Everyone who was ever rung for it or was in it. */
  readonly callSids = new Set<string>()
  readonly #deps: ConferenceDeps
  readonly #reporter: ConferenceReporter
  readonly #audio = new ConferenceAudio()
  readonly #announcement: Announcer
  readonly #joined = new Map<string, Participant>()
  readonly #invited = new Map<string, Invitation>()
  /** Calls whose wait URL is being asked. */
  readonly #entering = new Set<Call>()
  #status: ConferenceStatus = 'init'
  #seen = false
  readonly #atStart = new Set<() => void>()
  #last: Participant | null = null

  constructor(deps: ConferenceDeps, accountSid: string, friendlyName: string) {
    this.#deps = deps
    this.accountSid = accountSid
    this.friendlyName = friendlyName
    this.createdAt = deps.clock.now()
    this.updatedAt = this.createdAt
    this.#reporter = deps.reporter(this)
    this.#announcement = new Announcer(deps.music)
  }

  get status(): ConferenceStatus {
    return this.#status
  }

  get settings(): ConferenceSettings {
    return this.#deps.settings()
  }

  /** Whether anybody ever joined: before that the resource cannot be fetched. */
  get seen(): boolean {
    return this.#seen
  }

  get participants(): readonly Participant[] {
    return [...this.#joined.values()]
  }

  get invitations(): readonly Invitation[] {
    return [...this.#invited.values()]
  }

  /** One more would be too many. */
  isFull(limit: number): boolean {
    return this.#joined.size >= limit
  }

  /** Whether somebody who joins now does not start it, and waits. */
  wouldWait({ startConferenceOnEnter }: JoinOptions): boolean {
    return this.#status === 'init' && !this.#mayStart(this.#joined.size + 1, startConferenceOnEnter)
  }

  /** Calls back once, when it has started. */
  whenStarted(run: () => void): void {
    if (this.#status === 'in-progress') run()
    else this.#atStart.add(run)
  }

  /** Why nobody can coach this call now; null: somebody can. Docs: api/errors/16027, 16028, 13240. */
  whyNotCoached(callSid: string): 'absent' | 'on-hold' | null {
    const coached = this.#joined.get(callSid)
    if (!coached || this.#status !== 'in-progress') return 'absent'
    return coached.held ? 'on-hold' : null
  }

  find(callSidOrLabel: string): Participant | Invitation | null {
    const direct = this.#joined.get(callSidOrLabel) ?? this.#invited.get(callSidOrLabel)
    if (direct) return direct
    const joined = this.participants.find(({ options }) => options.label === callSidOrLabel)
    return joined ?? this.invitations.find(({ join }) => join.label === callSidOrLabel) ?? null
  }

  /** One tick of the audio loop. */
  tick(): void {
    const started = this.#status === 'in-progress'
    this.#audio.mix(this.#joined, started, this.#announcement.read())
    if (started && this.#reporter.wants('speaker')) this.#listen()
  }

  /** Docs: voice/twiml/conference#attributes-statusCallbackEvent (speaker). */
  #listen(): void {
    for (const participant of this.#joined.values()) {
      const change = participant.listen()
      if (change === null) continue
      const name = change === 'started' ? 'participant-speech-start' : 'participant-speech-stop'
      this.#reporter.emit('speaker', name, participantParams(participant))
    }
  }

  /** Expects a call that is being rung; `join` or the call's end takes it off the list. */
  invite(call: Call, join: JoinOptions, earlyMedia: boolean): void {
    this.callSids.add(call.sid)
    this.#invited.set(call.sid, { call, join, createdAt: this.#deps.clock.now() })
    if (this.settings.callbacksOf === 'first-to-ring') this.#reporter.configure(join.report)
    const stop = call.watch((status) => {
      if (status === 'ringing' && earlyMedia) this.#audio.startRingback(call.sid)
      if (status !== 'in-progress' && !isFinal(status)) return
      this.#audio.stopRingback(call.sid)
      if (!isFinal(status)) return
      this.#dropInvitation(call.sid, status)
      stop()
    })
  }

  /** A call is on its way in: `join` or `giveUp` follows. */
  expect(call: Call): void {
    this.#entering.add(call)
  }

  /** A call that was expected does not come. */
  giveUp(call: Call): void {
    this.#entering.delete(call)
    this.#endIfUnused()
  }

  /** Puts an answered call into the conference, where it hears `wait` until the start. */
  join(call: Call, options: JoinOptions, seat: Seat, wait: Programme | null = null): Participant {
    this.#invited.delete(call.sid)
    this.#entering.delete(call)
    this.#seen = true
    this.#reporter.configure(options.report)
    const { music, clock, settings } = this.#deps
    const deps = { music, settings, now: clock.now(), seat }
    const participant = new Participant(call, options, deps)
    this.callSids.add(call.sid)
    this.#joined.set(call.sid, participant)
    this.#touch()
    this.#reporter.emit('join', 'participant-join', participantParams(participant))
    this.#startIfReady()
    if (this.#status === 'init') {
      participant.wait(() => this.musicParams(call), wait)
      return participant
    }
    wait?.close()
    if (options.beep === 'true' || options.beep === 'onEnter') this.#audio.beep()
    return participant
  }

  /** Takes a participant out; nothing happens when the call is not in. `kicked` is the API's removal. */
  leave(callSid: string, cause: LeaveCause | 'kicked'): void {
    const participant = this.#joined.get(callSid)
    if (!participant) {
      if (cause === 'updated') this.#dropInvitation(callSid, 'in-progress')
      return
    }
    const reason = cause === 'hung-up' ? 'participant_hung_up' : 'participant_updated_via_api'
    // Somebody on hold does not end the conference by leaving.
    const ends = participant.endConferenceOnExit && !participant.held
    const left = this.#takeOut(participant, reason, cause === 'updated')
    const kicked = cause === 'kicked'
    if (ends) {
      this.#close(
        kicked
          ? 'participant-with-end-conference-on-exit-kicked'
          : 'participant-with-end-conference-on-exit-left',
        participant,
        left,
      )
    } else if (this.#joined.size === 0 && !this.#isKeptByRing()) {
      this.#close(kicked ? 'last-participant-kicked' : 'last-participant-left', participant, left)
    } else {
      left()
      if (participant.beepOnExit) this.#audio.beep()
    }
    participant.seat.onLeft(reason)
  }

  /** Ends the conference for everybody. */
  end(): void {
    this.#close('conference-ended-via-api', null)
  }

  update(participant: Participant, changes: ParticipantChanges): void {
    const { muted, hold } = changes
    if (muted !== undefined && muted !== participant.muted) {
      participant.muted = muted
      this.#onChange(participant, 'mute', muted ? 'participant-mute' : 'participant-unmute')
    }
    if (hold !== undefined) {
      const before = participant.held
      participant.setHold(hold, () => this.musicParams(participant.call))
      if (before !== participant.held) {
        this.#onChange(participant, 'hold', hold ? 'participant-hold' : 'participant-unhold')
      }
    }
    if (modify(participant, changes, () => this.musicParams(participant.call))) {
      this.#onChange(participant, 'modify', 'participant-modify')
    }
  }

  /** Plays something to one participant, or to all; nothing happens where nobody is. Docs: voice/api/conference-resource. */
  announce(announcement: Announcement, to: Participant | null): void {
    const asker = to ?? this.participants[0]
    if (!asker) return
    const { call } = asker
    const params = () => this.musicParams(call)
    const announcer = to?.announcement ?? this.#announcement
    announcer.start({ ...announcement, params, callSid: call.sid }, (failure) => {
      this.#reporter.emit(
        'announcement',
        failure === null ? 'announcement-end' : 'announcement-fail',
        {
          ...(to && this.#joined.has(call.sid) ? participantParams(to) : {}),
          AnnounceUrl: announcement.url,
          ...(failure === null ? {} : { ReasonAnnouncementFailed: failure }),
        },
      )
    })
  }

  /** What a request for music of this call carries. */
  musicParams(call: Call): Record<string, string> {
    const { sid: ConferenceSid, friendlyName: FriendlyName } = this
    return { ...callParams(call), ConferenceSid, FriendlyName }
  }

  #onChange(participant: Participant, event: 'mute' | 'hold' | 'modify', name: string): void {
    participant.updatedAt = this.#deps.clock.now()
    this.#reporter.emit(event, name, participantParams(participant))
  }

  /** It starts as soon as enough participants are in it and one of them may start it. */
  #startIfReady(): void {
    if (this.#status !== 'init' || !this.#mayStart(this.#joined.size, false)) return
    this.#status = 'in-progress'
    this.#touch()
    for (const participant of this.#joined.values()) participant.stopWaiting()
    this.#reporter.emit('start', 'conference-start', {})
    for (const run of this.#atStart) run()
  }

  #mayStart(parties: number, withStarter: boolean): boolean {
    if (parties < this.#deps.leastToStart) return false
    return withStarter || this.participants.some(({ options }) => options.startConferenceOnEnter)
  }

  #isKeptByRing(): boolean {
    return this.#invited.size > 0 && this.settings.ringKeepsConference
  }

  #dropInvitation(callSid: string, status: FinalStatus | 'in-progress'): void {
    const invitation = this.#invited.get(callSid)
    if (!invitation) return
    const { call, join } = invitation
    this.#invited.delete(callSid)
    if (this.#seen) {
      this.#reporter.emit('leave', 'participant-leave', {
        ...identityParams(call, join.label),
        Coaching: String(join.coaches !== null),
        EndConferenceOnExit: String(join.endConferenceOnExit),
        Hold: 'false',
        Muted: String(join.muted),
        StartConferenceOnEnter: String(join.startConferenceOnEnter),
        ParticipantCallStatus: status,
        ReasonParticipantLeft:
          status === 'canceled' || status === 'in-progress'
            ? 'participant_updated_via_api'
            : 'participant_add_failed',
      })
    }
    this.#endIfUnused()
  }

  #endIfUnused(): void {
    if (this.#joined.size > 0 || this.#invited.size > 0) return
    if (this.#seen) this.#close('last-participant-left', this.#last)
    else if (this.#entering.size === 0) this.#deps.onGone(this)
  }

  /** Takes somebody out; what it returns reports that. */
  #takeOut(participant: Participant, reason: LeaveReason, redirected: boolean): () => void {
    const before = participantParams(participant)
    this.#joined.delete(participant.call.sid)
    this.#last = participant
    participant.close()
    this.#touch()
    const params = {
      ...before,
      ParticipantCallStatus: participant.callStatusAfter(redirected),
      ReasonParticipantLeft: reason,
    }
    return () => this.#reporter.emit('leave', 'participant-leave', params)
  }

  /** `left` reports the participant whose leaving ends it. */
  #close(reason: EndReason, by: Participant | null, left = () => {}): void {
    if (this.#status === 'completed') return
    this.#status = 'completed'
    this.#announcement.stop()
    this.endReason = reason
    this.callSidEnding = by?.call.sid ?? null
    const others = this.participants
    const why = by === null ? 'conference_ended_via_api' : 'moderator_ended_conference'
    const reports = [left, ...others.map((other) => this.#takeOut(other, why, false))]
    // Where all have left, who rings goes on: the answer makes the next conference of that name.
    const allLeft = reason === 'last-participant-left' || reason === 'last-participant-kicked'
    const canceled = allLeft ? [] : this.invitations
    this.#invited.clear()
    this.#touch()
    const ended = () => this.#reporter.emit('end', 'conference-end', endParams(reason, by))
    if (this.settings.endOrder === 'leave-first') reports.push(ended)
    else reports.unshift(ended)
    for (const report of reports) report()
    for (const { call } of canceled)
      call.end(call.answeredAt === null ? 'canceled' : 'completed', 'switch')
    for (const other of others) other.seat.onLeft(why)
    this.#deps.onGone(this)
  }

  #touch(): void {
    this.updatedAt = this.#deps.clock.now()
  }
}
