import { ListEnd } from 'lucide-react'
import type { Actions } from '../../view/actions.ts'
import type { HandedOverView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Hint } from '../../ui/overlay/hint.tsx'
import { useHotkeys } from '../../ui/hotkeys.ts'
import { nameOf } from '../../ui/names.ts'

interface CustomersInQueueProps {
  readonly customers: readonly HandedOverView[]
  readonly actions: Actions
}

/** Customers that the agent transferred to a queue. Each can be taken back until another agent answers. */
export function CustomersInQueue({ customers, actions }: CustomersInQueueProps) {
  const newest = customers.at(-1)
  const retrieve = (callId: string) => actions.softphone.retrieve(callId)
  useHotkeys({ 'Alt+B': newest?.pending === false ? () => retrieve(newest.callId) : undefined })
  return customers.map((waiting) => (
    <CustomerInQueue
      key={waiting.callId}
      waiting={waiting}
      hotkey={waiting === newest ? 'Alt+B' : undefined}
      onTakeBack={() => retrieve(waiting.callId)}
    />
  ))
}

interface CustomerInQueueProps {
  readonly waiting: HandedOverView
  readonly hotkey: string | undefined
  onTakeBack(): void
}

function CustomerInQueue({ waiting, hotkey, onTakeBack }: CustomerInQueueProps) {
  const text = useText()
  const words = text.transfer.inQueue
  const who = nameOf(waiting, text)
  return (
    <Banner
      tone="neutral"
      icon={ListEnd}
      says={words.waits(who, waiting.queueName ?? words.someQueue)}
    >
      <Hint says={words.takeBack} hotkey={hotkey}>
        <Button
          size="small"
          busy={waiting.pending}
          aria-label={words.takeBackNamed(who)}
          onClick={onTakeBack}
        >
          {words.takeBack}
        </Button>
      </Hint>
    </Banner>
  )
}
