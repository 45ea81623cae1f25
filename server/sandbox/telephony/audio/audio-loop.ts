import { dtmfSource } from '../../media/dtmf.ts'
import type { Frame, FrameSource } from '../../media/frame.ts'
import { LOST } from '../../media/impairment.ts'
import type { BadLine } from '../../media/impairment.ts'
import type { Leg } from './leg.ts'

/**
 * An answered leg's place in the audio loop. `hears` is set anew in each tick by whoever occupies the call, and may be
 * overwritten in the next: who keeps it longer copies it.
 */
export interface AudioPort {
  /** The party's newest 20 ms; null is silence. */
  readonly spoke: Frame | null
  hears: Frame | null
  /** The party pressed a key: its tone takes the place of its voice, so the others hear it. */
  press(key: string): void
  /** Makes this party's line bad one way, until the returned function is called. */
  spoil(way: 'inbound' | 'outbound', line: BadLine): () => void
  close(): void
}

export interface AudioLoop {
  /** How many legs are in it. */
  readonly openLegs: number
  open(leg: Leg): AudioPort
  /** Runs `task` once per tick, between reading all legs and writing to them, until the returned function is called. */
  add(task: () => void): () => void
  /** Runs `observer` once per tick, when it is settled who hears what, until the returned function is called. */
  observe(observer: () => void): () => void
}

/**
 * The one loop that moves audio between calls: each tick reads every leg, lets players, bridges and conferences
 * say who hears what, and writes to every leg. So nobody hears a frame from the middle of a tick.
 */
export function createAudioLoop(ticker: { onTick(run: () => void): () => void }): AudioLoop {
  const ports = new Map<Leg, OpenPort>()
  const tasks = new Set<() => void>()
  const observers = new Set<() => void>()
  let rest: (() => void) | null = null

  function tick(): void {
    for (const [leg, port] of ports) {
      const voice = through(port.bad.inbound, voiceOf(leg, port))
      port.spoke = voice === LOST ? null : voice
      port.hears = null
    }
    for (const task of tasks) task()
    for (const observer of observers) observer()
    for (const [leg, port] of ports) deliver(leg, through(port.bad.outbound, port.hears))
  }

  return {
    get openLegs() {
      return ports.size
    },
    open(leg) {
      const port: OpenPort = {
        spoke: null,
        hears: null,
        keys: [],
        bad: { inbound: new Set(), outbound: new Set() },
        press(key) {
          port.keys.push(dtmfSource(key))
        },
        spoil(way, line) {
          port.bad[way].add(line)
          return () => port.bad[way].delete(line)
        },
        close() {
          ports.delete(leg)
          if (ports.size > 0) return
          rest?.()
          rest = null
        },
      }
      ports.set(leg, port)
      rest ??= ticker.onTick(tick)
      return port
    },
    add(task) {
      const entry = () => task()
      tasks.add(entry)
      return () => tasks.delete(entry)
    },
    observe(observer) {
      observers.add(observer)
      return () => observers.delete(observer)
    },
  }
}

interface OpenPort extends AudioPort {
  spoke: Frame | null
  /** Keys pressed and not yet sounded to their end. */
  readonly keys: FrameSource[]
  readonly bad: Readonly<Record<'inbound' | 'outbound', Set<BadLine>>>
}

/** What is left of a frame behind every bad line; what one loses, the next ones still count as silence. */
function through(lines: ReadonlySet<BadLine>, frame: Frame | null): ReturnType<BadLine> {
  let came: ReturnType<BadLine> = frame
  for (const line of lines) {
    const next = line(came === LOST ? null : came)
    came = came === LOST ? LOST : next
  }
  return came
}

function deliver(leg: Leg, frame: ReturnType<BadLine>): void {
  if (frame !== LOST) leg.write(frame)
  else if (leg.skip) leg.skip()
  else leg.write(null)
}

/** The leg is read in every tick, or what it says would pile up behind the tone. */
function voiceOf(leg: Leg, port: OpenPort): Frame | null {
  const voice = leg.read()
  while (port.keys.length > 0) {
    const tone = port.keys[0]?.read() ?? null
    if (tone) return tone
    port.keys.shift()
  }
  return voice
}
