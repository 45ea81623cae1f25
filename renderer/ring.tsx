import { ringPanel } from '../electron/contract/panel.ts'
import { RingCard } from './panels/ring-card.tsx'
import { startPanel } from './panels/start-panel.tsx'

startPanel(ringPanel, (panel, bridge) => (
  // A card of its own for each call: nothing that was pressed for one is remembered for the next.
  <RingCard key={panel.rings[0]?.callId} panel={panel} onAct={(action) => bridge.act(action)} />
))
