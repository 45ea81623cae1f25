import { MicOff, TriangleAlert, Unplug } from 'lucide-react'
import type { Actions } from '../../app/actions.ts'
import type { ReadinessView } from '../../app/view.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'

type Trouble = NonNullable<ReadinessView['trouble']>

const pictures: Record<Trouble, typeof MicOff> = {
  'microphone-blocked': MicOff,
  'microphone-missing': MicOff,
  'device-unregistered': Unplug,
  'worker-disconnected': Unplug,
  'server-disconnected': TriangleAlert,
}

interface TroubleBannerProps {
  readonly trouble: Trouble
  readonly actions: Actions
}

/** Why calls do not reach this desk, and the press that mends it. */
export function TroubleBanner({ trouble, actions }: TroubleBannerProps) {
  const text = useText()
  const { says, mend } = text.trouble[trouble]
  return (
    <Banner tone="danger" icon={pictures[trouble]} says={says}>
      <Button size="small" onClick={() => actions.mendTrouble()}>
        {mend}
      </Button>
    </Banner>
  )
}
