import { TriangleAlert } from 'lucide-react'
import type { Actions } from '../../view/actions.ts'
import type { DiallerView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/banner.tsx'
import { DismissButton } from '../../ui/dismiss-button.tsx'

interface DialFailedProps {
  readonly dialler: DiallerView
  readonly actions: Actions
}

/** Why a new call did not start. The current one goes on. */
export function DialFailed({ dialler, actions }: DialFailedProps) {
  const text = useText()
  if (dialler.error === null) return null
  return (
    <Banner tone="danger" icon={TriangleAlert} says={text.failures.byCode[dialler.error]}>
      <DismissButton onDismiss={() => actions.clearDialError()} />
    </Banner>
  )
}
