import type { Effect } from '../model/effects.ts'

/** What the effects have left on, and where they contradict themselves. */
export class Watch {
  ringing = false
  warm = false
  readonly shown = new Set<string>()
  readonly alive = new Set<string>()
  readonly muted = new Set<string>()
  readonly wrong: string[] = []

  see(effects: readonly Effect[]): void {
    effects.forEach((effect) => this.#see(effect))
  }

  #see(effect: Effect): void {
    switch (effect.kind) {
      case 'ring-start':
      case 'ring-stop':
        this.#flip('ringing', effect.kind === 'ring-start')
        break
      case 'microphone-warm':
      case 'microphone-cool':
        this.#flip('warm', effect.kind === 'microphone-warm')
        break
      case 'ringing-show':
        this.shown.add(effect.callId)
        break
      case 'ringing-clear':
        this.shown.delete(effect.callId)
        break
      case 'beep':
        if (this.ringing) this.wrong.push('a beep over the ring')
        break
      case 'voice-mute':
        if (this.muted.has(effect.id) === effect.muted) this.wrong.push(`muted twice: ${effect.id}`)
        if (effect.muted) this.muted.add(effect.id)
        else this.muted.delete(effect.id)
        break
      case 'voice-dial':
        if (this.alive.has(effect.id)) this.wrong.push(`dialled twice: ${effect.id}`)
        this.alive.add(effect.id)
        break
      case 'voice-destroy':
        this.alive.clear()
        this.muted.clear()
        break
      default:
        break
    }
    if ('id' in effect && !this.alive.has(effect.id)) {
      this.wrong.push(`${effect.kind} of ${effect.id}, which is no call`)
    }
  }

  #flip(what: 'ringing' | 'warm', on: boolean): void {
    if (this[what] === on) this.wrong.push(`${what} was ${on} already`)
    this[what] = on
  }
}
