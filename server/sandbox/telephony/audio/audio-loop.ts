import { dtmfSource } from '../../media/dtmf.ts'
import type { Frame, FrameSource } from '../../media/frame.ts'
import { LOST } from '../../media/impairment.ts'
import type { Impairment } from '../../media/impairment.ts'
import type { Leg } from './leg.ts'

/**
 * An answered leg in the audio loop. `hears` is set in each tick by what the call is busy with, and may be
 * overwritten in the next: copy it to keep it longer.
 */
export interface AudioPort {
  /** The party's newest 20 ms; null is silence. */
  readonly spoke: Frame | null
  hears: Frame | null
  /** The party pressed a key: its tone replaces its voice, so the others hear it. */
  press(key: string): void
  /** Impairs this party's audio in one direction, until the returned function is called. */
  impair(way: 'inbound' | 'outbound', line: Impairment): () => void
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
 * decide who hears what, and writes to every leg. So nobody hears a frame from the middle of a tick.
 */
export function createAudioLoop(ticker: { onTick(run: () => void): () => void }): AudioLoop {
  const ports = new Map<Leg, OpenPort>()
  const tasks = new Set<() => void>()
  const observers = new Set<() => void>()
  let rest: (() => void) | null = null

  function tick(): void {
    for (const [leg, port] of ports) {
      const voice = applyImpairments(port.bad.inbound, voiceOf(leg, port))
      port.spoke = voice === LOST ? null : voice
      port.hears = null
    }
    for (const task of tasks) task()
    for (const observer of observers) observer()
    for (const [leg, port] of ports) deliver(leg, applyImpairments(port.bad.outbound, port.hears))
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
        impair(way, line) {
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
  readonly bad: Readonly<Record<'inbound' | 'outbound', Set<Impairment>>>
}

/** A frame after every impairment; a packet that one loses counts as silence for the next. */
function applyImpairments(
  lines: ReadonlySet<Impairment>,
  frame: Frame | null,
): ReturnType<Impairment> {
  let came: ReturnType<Impairment> = frame
  for (const line of lines) {
    const next = line(came === LOST ? null : came)
    came = came === LOST ? LOST : next
  }
  return came
}

function deliver(leg: Leg, frame: ReturnType<Impairment>): void {
  if (frame !== LOST) leg.write(frame)
  else if (leg.skip) leg.skip()
  else leg.write(null)
}

/** The leg is read in every tick; otherwise its speech would pile up behind the tone. */
function voiceOf(leg: Leg, port: OpenPort): Frame | null {
  const voice = leg.read()
  while (port.keys.length > 0) {
    const tone = port.keys[0]?.read() ?? null
    if (tone) return tone
    port.keys.shift()
  }
  return voice
}
