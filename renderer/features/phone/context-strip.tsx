import type { CallSnapshot, RecentCall } from '../../../server/contract/desk.ts'
import { counterpartOf } from '../../domain/calls/parties.ts'
import { useText } from '../../i18n/text.ts'
import { formatDuration } from '../../ui/time/duration.ts'
import { callFacts } from './call-facts.ts'
import styles from './context-strip.module.css'
import { Facts } from './customer-context.tsx'
import { EarlierCalls } from './earlier-calls.tsx'

interface ContextStripProps {
  readonly call: CallSnapshot
  readonly recent: readonly RecentCall[]
}

const mostEarlierCalls = 3

/** Above the notes where the customer has no room beside the call: a line that opens to the facts and the earlier calls. */
export function ContextStrip({ call, recent }: ContextStripProps) {
  const text = useText()
  const number = counterpartOf(call)?.number ?? null
  const facts = callFacts(call, text)
  const { queueName, waitedSeconds } = call
  const line = [
    queueName,
    waitedSeconds > 0 ? text.ringing.waited(formatDuration(waitedSeconds)) : null,
    number === null
      ? null
      : text.beside.earlier(recent.filter((each) => each.number === number).length),
  ].filter((part) => part !== null)
  if (line.length === 0) return null
  return (
    <details className={styles.strip}>
      <summary className={styles.line} data-tabular>
        {line.join(' · ')}
      </summary>
      <div className={styles.more}>
        <Facts facts={facts} />
        <EarlierCalls recent={recent} number={number} limit={mostEarlierCalls} />
      </div>
    </details>
  )
}
