import { CircleFadingArrowUp, MicOff, TriangleAlert, Unplug } from 'lucide-react'
import type { Actions } from '../../view/actions.ts'
import type { ReadinessView } from '../../view/app-view.ts'
import type { Messages } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { MissingMicrophone } from '../microphone-help/missing-microphone.tsx'

type Failure = NonNullable<ReadinessView['failure']>

const pictures: Record<Failure, typeof MicOff> = {
  'microphone-blocked': MicOff,
  'microphone-missing': MicOff,
  'device-unregistered': Unplug,
  'worker-disconnected': Unplug,
  'server-disconnected': TriangleAlert,
  'desk-outdated': CircleFadingArrowUp,
  'server-outdated': CircleFadingArrowUp,
}

interface ReadinessBannerProps {
  readonly failure: Failure
  readonly unreachable: ReadinessView['unreachable']
  /** What it keeps the agent from, in place of the usual words. */
  readonly says?: string | undefined
  readonly actions: Actions
}

/** Why calls do not reach this desk, and the button that fixes it. */
export function ReadinessBanner({ failure, unreachable, says, actions }: ReadinessBannerProps) {
  const text = useText()
  const { fix } = text.failure[failure]
  return (
    <Banner
      tone="danger"
      icon={pictures[failure]}
      {...readinessText(failure, unreachable, text)}
      {...(says !== undefined && { says })}
    >
      {failure === 'microphone-missing' ? (
        <MissingMicrophone actions={actions} />
      ) : (
        <Button size="small" onClick={() => actions.fixReadiness()}>
          {fix}
        </Button>
      )}
    </Banner>
  )
}

/** Why calls do not reach this desk; the host and port that do not answer are a line for IT. */
function readinessText(
  failure: Failure,
  unreachable: ReadinessView['unreachable'],
  text: Messages,
): { readonly says: string; readonly detail?: string } {
  const { says } = text.failure[failure]
  if (unreachable === null) return { says }
  switch (failure) {
    case 'device-unregistered':
    case 'worker-disconnected':
    case 'server-disconnected':
      return {
        says: text.unreachable[failure],
        detail: text.unreachable.at(unreachable.host, unreachable.port),
      }
    default:
      return { says }
  }
}
