import type { AppView } from '../view/app-view.ts'
import { idle, inCall, ringing } from './base.ts'
import { recent } from './people.ts'

const { targets } = idle
const quiet = targets.queues.map((queue) => ({ ...queue, waiting: 0 }))
const noTargets = { ...targets, teammates: [], queues: [] }
const longName = 'Donaudampfschifffahrtsgesellschaft Wien, Frau Oberleitner'

/** What stands beside the screens in a wide window, and the longest names. */
export const besideStates = {
  'idle-quiet': { ...idle, waiting: 0, targets: { ...targets, queues: quiet } },
  'idle-alone': { ...idle, waiting: 0, targets: { ...targets, queues: quiet, teammates: [] } },
  'idle-queues-loading': { ...idle, targets: { ...noTargets, loading: true } },
  'idle-queues-failed': { ...idle, targets: { ...targets, failed: true } },
  'ringing-first-call': { ...ringing(), recent: recent.slice(0, 3) },
  'ringing-long-name': ringing({ callerName: longName, queueName: 'Technical support, level 2' }),
  'call-first-call': { ...inCall(), recent: recent.slice(0, 3) },
} satisfies Record<string, AppView>
