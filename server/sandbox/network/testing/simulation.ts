import { createManualTicker } from '../../media/testing/manual-ticker.ts'
import { createTelephoneNetwork } from '../network.ts'
import { createBridge } from './bridge.ts'
import { createManualClock } from './manual-clock.ts'

/** A network whose time and audio move only when a test says so. */
export function createSimulation() {
  const ticker = createManualTicker()
  const clock = createManualClock()
  const bridge = createBridge(ticker)
  const network = createTelephoneNetwork({ ticker, clock, switchboard: bridge })
  return { ticker, clock, bridge, network }
}
