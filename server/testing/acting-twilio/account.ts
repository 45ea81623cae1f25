import type { FakeClock } from '../fake-clock.ts'

/** Delivers a webhook to the server; the body of its answer. */
export type Deliver = (url: string, form: Readonly<Record<string, string>>) => Promise<string>

export interface Leg {
  readonly sid: string
  /** `client:…`, or a number. */
  readonly to: string
  status: 'ringing' | 'in-progress' | 'completed'
  conference: string | null
  label: string
  hold: boolean
  muted: boolean
  /** Where its status is told. */
  readonly statusUrl: string
  /** Asked when it leaves what its TwiML has put it into. */
  leftUrl: string | null
  /** Where its TwiML leads it when it leaves a Conference otherwise. */
  behind: readonly Entrance[]
}

/** A `<Conference>` of a document. */
export interface Entrance {
  readonly name: string
  readonly statusUrl: string
  readonly label: string
}

export interface Conference {
  readonly sid: string
  readonly name: string
  readonly statusUrl: string
  sequence: number
  over: boolean
}

export interface Task {
  readonly sid: string
  readonly attributes: Readonly<Record<string, unknown>>
  /** The Worker it was made for. */
  readonly target: string | null
  status: 'pending' | 'reserved' | 'assigned' | 'wrapping' | 'completed' | 'canceled'
  /** When it was made. */
  readonly since: number
  reservations: Reservation[]
}

export interface Reservation {
  readonly sid: string
  readonly workerSid: string
  status: string
}

export interface WorkerState {
  readonly sid: string
  readonly identity: string
  /** JSON. */
  attributes: string
  activitySid: string
  changes: number
}

/** One account of a Twilio in memory that acts: what its objects are, and what it has still to tell. */
export class Account {
  readonly legs: Leg[] = []
  readonly conferences: Conference[] = []
  readonly tasks: Task[] = []
  readonly workers: WorkerState[] = []
  readonly recordings = new Map<string, { readonly callSid: string; status: string }>()
  readonly clock: FakeClock
  #count = 0
  #outbox: (() => Promise<void>)[] = []

  constructor(clock: FakeClock) {
    this.clock = clock
  }

  sid(prefix: string): string {
    this.#count += 1
    return `${prefix}${this.#count}`
  }

  /** Told when the one who drives it lets it be. */
  tell(job: () => Promise<void>): void {
    this.#outbox.push(job)
  }

  /** Tells everything, also what comes of that; true when there was something. */
  async tellAll(): Promise<boolean> {
    const told = this.#outbox.length > 0
    for (let job = this.#outbox.shift(); job !== undefined; job = this.#outbox.shift()) await job()
    return told
  }

  live(callSid: string): Leg | undefined {
    return this.legs.find(({ sid, status }) => sid === callSid && status !== 'completed')
  }

  conference(name: string): Conference | undefined {
    return this.conferences.find((each) => each.name === name && !each.over)
  }

  members(name: string): readonly Leg[] {
    return this.legs.filter((leg) => leg.conference === name && leg.status === 'in-progress')
  }
}
