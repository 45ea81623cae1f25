import type { WrapUpSnapshot } from '../../../server/contract/desk.ts'
import { useText } from '../../i18n/text.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { formatDuration } from '../../ui/time/duration.ts'
import { nameOf } from '../../ui/names.ts'
import { classNames } from '../../ui/class-names.ts'
import lines from '../../ui/two-lines.module.css'
import styles from './wrap-up.module.css'

/** The customer, the queue, the talk time, and how the call ended. */
export function WrapUpHeader({ wrapUp }: { wrapUp: WrapUpSnapshot }) {
  const text = useText()
  const who = nameOf({ name: wrapUp.customerName, number: wrapUp.customerNumber }, text)
  const facts = [
    wrapUp.queueName ?? text.recent.direction[wrapUp.direction],
    wrapUp.talkedSeconds > 0 ? text.wrapUp.talked(formatDuration(wrapUp.talkedSeconds)) : null,
    text.ended[wrapUp.reason],
  ].filter((fact) => fact !== null)
  return (
    <header className={styles.header}>
      <Avatar name={wrapUp.customerName} />
      <div className={lines.text}>
        <h1 className={classNames(lines.title, styles.name)} data-selectable>
          {who}
        </h1>
        <p className={lines.detail} data-tabular>
          {facts.join(' · ')}
        </p>
      </div>
    </header>
  )
}
