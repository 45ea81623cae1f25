import type { Frame } from '../../media/frame.ts'
import { FRAME_SAMPLES } from '../../media/frame.ts'
import type { Leg, LegEnd, LegEvents, RingInfo } from '../audio/leg.ts'

/** A leg without a device: the test answers, speaks a constant sample and sees the last sample that was heard. */
export class TestLeg implements Leg {
  readonly kind = 'phone'
  rung: RingInfo | null = null
  progressed = false
  accepted = false
  closed: LegEnd | null = null
  /** The sample that the party speaks; null is silence. */
  says: number | null = null
  /** The sample that the party heard in the last tick; null was silence. */
  hears: number | null = null
  #events: LegEvents | null = null

  attach(events: LegEvents): void {
    this.#events = events
  }

  ring(info: RingInfo): void {
    this.rung = info
    this.#events?.onRinging()
  }

  progress(): void {
    this.progressed = true
  }

  accept(): void {
    this.accepted = true
  }

  close(end: LegEnd): void {
    this.closed = end
  }

  read(): Frame | null {
    return this.says === null ? null : new Int16Array(FRAME_SAMPLES).fill(this.says)
  }

  write(frame: Frame | null): void {
    this.hears = frame?.[0] ?? null
  }

  answer(): void {
    this.#events?.onAnswered()
  }

  press(key: string): void {
    this.#events?.onKey(key)
  }

  hangUp(end: LegEnd = { kind: 'hangup' }): void {
    this.#events?.onEnded(end)
  }
}
