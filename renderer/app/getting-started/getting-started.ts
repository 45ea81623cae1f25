import { createStore, type StoreApi } from 'zustand/vanilla'
import type { State } from '../../domain/model/state.ts'
import type { PagePort, Progress } from '../../ports/page-port.ts'
import type { SoftphoneState } from '../../stores/softphone-store.ts'
import {
  noGettingStarted,
  type GettingStartedActions,
  type GettingStartedView,
} from '../../view/getting-started.ts'

export interface GettingStarted {
  readonly store: StoreApi<GettingStartedView>
  readonly actions: GettingStartedActions
  close(): void
}

/** *Getting started*: shown to each agent at each machine, until they close it or have taken a call. */
export function createGettingStarted(
  softphone: Pick<StoreApi<SoftphoneState>, 'getState' | 'subscribe'>,
  page: Pick<PagePort, 'progressOf' | 'keepProgress'>,
): GettingStarted {
  const store = createStore<GettingStartedView>(() => noGettingStarted)
  let agent: string | null = null

  function follow({ state, view }: SoftphoneState): void {
    const now = agentOf(state)
    const { customerPage } = state.page
    if (now !== agent) {
      agent = now
      store.setState(now === null ? noGettingStarted : shownFrom(page.progressOf(now)))
    }
    if (customerPage !== store.getState().customerPage) store.setState({ customerPage })
    const { stage } = view
    if (stage.kind === 'call' && stage.call.state.kind === 'active') change({ finished: true })
  }

  function change(step: Partial<Progress>): void {
    const { shown, heardRing } = store.getState()
    const before = { finished: !shown, heardRing }
    const after = { ...before, ...step }
    if (after.finished === before.finished && after.heardRing === before.heardRing) return
    store.setState(shownFrom(after))
    if (agent !== null) page.keepProgress(agent, after)
  }

  follow(softphone.getState())
  return {
    store,
    actions: {
      show: () => change({ finished: false }),
      close: () => change({ finished: true }),
      confirmRing: () => change({ heardRing: true }),
    },
    close: softphone.subscribe(follow),
  }
}

function shownFrom({ finished, heardRing }: Progress) {
  return { shown: !finished, heardRing }
}

function agentOf({ session }: State): string | null {
  return session.kind === 'signed-in' || session.kind === 'lost' ? session.agent.userId : null
}
