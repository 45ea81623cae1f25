import { ListEnd } from 'lucide-react'
import type { Actions } from '../../view/actions.ts'
import type { HandedOverView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/banner.tsx'
import { KeyButton } from '../../ui/key-button.tsx'
import { useKeys } from '../../ui/keys/use-keys.ts'
import { nameOf } from '../../ui/names.ts'

interface CustomersInQueueProps {
  readonly customers: readonly HandedOverView[]
  readonly actions: Actions
}

/** Customers that the agent transferred to a queue. Each can be taken back until another agent answers. */
export function CustomersInQueue({ customers, actions }: CustomersInQueueProps) {
  const text = useText()
  const words = text.transfer.inQueue
  const newest = customers.at(-1)
  const retrieve = (callId: string) => actions.softphone.retrieve(callId)
  useKeys({ retrieve: newest?.pending === false ? () => retrieve(newest.callId) : undefined })
  return customers.map((waiting) => {
    const { callId, queueName, pending } = waiting
    const who = nameOf(waiting, text)
    return (
      <Banner
        key={callId}
        tone="neutral"
        icon={ListEnd}
        says={words.waits(who, queueName ?? words.someQueue)}
      >
        <KeyButton
          label={words.takeBack}
          shortcut={waiting === newest ? 'retrieve' : undefined}
          size="small"
          busy={pending}
          aria-label={words.takeBackNamed(who)}
          onClick={() => retrieve(callId)}
        />
      </Banner>
    )
  })
}
