import type { Surroundings } from '../../ports/desktop-port.ts'
import type { AppView } from '../../view/app-view.ts'

/** What a locked screen does to presence, and what unlocking undoes. */
export interface AwayWhileLocked {
  /** The activity to choose now, by sid; null to leave it as it is. `whenLocked`: the name of the one to take. */
  on(what: Surroundings, view: AppView, whenLocked: string | null): string | null
}

/**
 * Where it was chosen so, an available agent who locks the screen, or whose machine falls asleep, takes
 * another activity, and comes back at the unlocking; unless the activity was changed
 * meanwhile, by anyone. During a call nothing is changed.
 */
export function createAwayWhileLocked(): AwayWhileLocked {
  let left: { readonly from: string; readonly to: string } | null = null

  function leave({ presence, stage }: AppView, name: string): string | null {
    const { current, choices } = presence
    const busy = stage.kind === 'call' || stage.kind === 'ringing'
    const away = choices.find((choice) => choice.name === name)
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
      const leaves = (what === 'lock' || what === 'suspend') && whenLocked !== null
      return leaves ? leave(view, whenLocked) : null
    },
  }
}
