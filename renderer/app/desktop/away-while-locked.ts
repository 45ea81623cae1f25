import type { Surroundings } from '../../ports/desktop-port.ts'
import type { AppView } from '../../view/app-view.ts'

/** What a locked screen does to presence, and what unlocking undoes. */
export interface AwayWhileLocked {
  /** The SID of the Activity to choose now; null for no change. `whenLocked`: the name of the Activity of a locked screen. */
  on(what: Surroundings, view: AppView, whenLocked: string | null): string | null
}

/**
 * If the agent chose so, an available agent who locks the screen, or whose machine goes to sleep, takes another
 * Activity, and comes back when the screen is unlocked, unless somebody changed the Activity meanwhile. During a call
 * nothing changes.
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
