import { miniPanel } from '../electron/contract/panel.ts'
import { MiniCard } from './panels/mini-card.tsx'
import { startPanel } from './panels/start-panel.tsx'

startPanel(miniPanel, (panel, bridge) => (
  <MiniCard panel={panel} onAct={(action) => bridge.act(action)} />
))
