import type { Actions } from '../../renderer/view/actions.ts'
import { createActions } from '../../renderer/app/engine/actions.ts'
import { FakeSoftphoneProvider } from './fake-softphone-provider.ts'

/** What was done, by its name among the actions or the provider's commands (`hold`, `afterCallWork.draft`). */
export type Recorded = readonly [name: string, ...values: unknown[]]

/** Actions over the provider in memory, and the list of what a person did. */
export function recordingActions(): { readonly actions: Actions; readonly recorded: Recorded[] } {
  const recorded: Recorded[] = []
  const softphone = recording(new FakeSoftphoneProvider(), recorded)
  const actions = recording(
    createActions(() => undefined, softphone),
    recorded,
    ['softphone'],
  )
  return { actions, recorded }
}

/** `real`, whose methods write down that they were called; `besides` are left as they are. */
function recording<T extends object>(
  real: T,
  recorded: Recorded[],
  besides: readonly string[] = [],
  path = '',
): T {
  return new Proxy(real, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target)
      if (typeof key === 'symbol' || besides.includes(key)) return value
      if (typeof value === 'object' && value !== null) {
        return recording(value, recorded, [], `${key}.`)
      }
      if (typeof value !== 'function') return value
      return (...values: unknown[]): unknown => {
        recorded.push([path + key, ...values])
        return Reflect.apply(value, target, values)
      }
    },
  })
}
