import type { Surroundings } from '../../ports/desktop-port.ts'
import type { AppView } from '../view.ts'

/** What a locked screen does to presence, and what unlocking undoes. */
export interface AwayWhileLocked {
  /** The activity to choose now, by sid; null to leave it as it is. */
  on(what: Surroundings, view: AppView, whenLocked: 'keep' | 'away'): string | null
}

/**
 * Where it was chosen so, an available agent who locks the screen, or whose machine falls asleep, goes to the
 * first activity in which no calls come, and comes back at the unlocking; unless the activity was changed
 * meanwhile, by whomever. During a call nothing is changed.
 */
export function createAwayWhileLocked(): AwayWhileLocked {
  let left: { readonly from: string; readonly to: string } | null = null

  function leave({ presence, stage }: AppView): string | null {
    const { current, choices } = presence
    const busy = stage.kind === 'call' || stage.kind === 'ringing'
    const away = choices.find(({ available }) => !available)
    if (left !== null || busy || current?.available !== true || away === undefined) return null
    left = { from: current.sid, to: away.sid }
    return away.sid
  }

  function comeBack({ presence }: AppView): string | null {
    const was = left
    left = null
    const now = presence.pending ?? presence.current
    return was !== null && now?.sid === was.to ? was.from : null
  }

  return {
    on(what, view, whenLocked) {
      if (what === 'unlock') return comeBack(view)
      const leaves = (what === 'lock' || what === 'suspend') && whenLocked === 'away'
      return leaves ? leave(view) : null
    },
  }
}
