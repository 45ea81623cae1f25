import type { ReactNode } from 'react'
import type { Actions } from '../../view/actions.ts'
import type { AppView, TargetsView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { roomForQueues, useMinWidth } from '../../ui/window-width.ts'
import beside from '../../ui/beside.module.css'
import { Button } from '../../ui/button.tsx'
import list from '../../ui/list.module.css'
import { StatusDot } from '../../ui/status-dot.tsx'
import lines from '../../ui/two-lines.module.css'
import styles from './queues-and-team.module.css'
import { useFreshTargets } from './use-fresh-targets.ts'

interface BesideQueuesProps {
  readonly view: Pick<AppView, 'targets' | 'waiting'>
  readonly actions: Actions
  readonly children: ReactNode
}

/** A screen between calls with the queues and the team beside it, where the window is wide enough. */
export function BesideQueues({ view, actions, children }: BesideQueuesProps) {
  const hasRoom = useMinWidth(roomForQueues)
  return (
    <div className={beside.layout}>
      {children}
      {hasRoom && <QueuesAndTeam view={view} actions={actions} />}
    </div>
  )
}

/** Nobody reads it closely, and all desks do it: rarely enough for the server. */
const everyMs = 30_000

function QueuesAndTeam({ view, actions }: Omit<BesideQueuesProps, 'children'>) {
  const text = useText().beside
  const { targets, waiting } = view
  useFreshTargets(actions.softphone, everyMs)
  const known = targets.queues.length + targets.teammates.length > 0
  if (!known && !targets.failed) {
    return (
      <Aside>
        <p className={styles.remark}>{targets.loading ? text.loading : text.noTeam}</p>
      </Aside>
    )
  }
  return (
    <Aside>
      {targets.failed && (
        <div className={styles.failed}>
          <p>{text.failed}</p>
          <Button
            size="small"
            busy={targets.loading}
            onClick={() => void actions.softphone.directory()}
          >
            {text.again}
          </Button>
        </div>
      )}
      {known && <Queues queues={targets.queues} waiting={waiting} />}
      {known && <Team teammates={targets.teammates} />}
    </Aside>
  )
}

function Aside({ children }: { readonly children: ReactNode }) {
  const text = useText().beside
  return (
    <aside className={beside.beside} aria-label={text.label}>
      {children}
    </aside>
  )
}

/** Each queue with who waits and who is free; the total of the desk's own queues is newer than the rows. */
function Queues({
  queues,
  waiting,
}: Pick<TargetsView, 'queues'> & { readonly waiting: number | null }) {
  const text = useText().beside
  const isQuiet = (waiting ?? 0) === 0 && queues.every((queue) => queue.waiting === 0)
  return (
    <section>
      <h2 className={list.heading}>{text.queues}</h2>
      {isQuiet && <p className={styles.remark}>{text.noOneWaits}</p>}
      {queues.length === 0 ? (
        <p className={styles.remark}>{text.noQueues}</p>
      ) : (
        <ul className={list.list} aria-label={text.queues}>
          {queues.map((queue) => (
            <li key={queue.queueSid} className={styles.row}>
              <p className={lines.title}>{queue.name}</p>
              <p className={styles.load} data-tabular>
                <span className={queue.waiting > 0 ? styles.waits : undefined}>
                  {text.waiting(queue.waiting)}
                </span>
                {' · '}
                {text.free(queue.free)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The teammates with their statuses, in the server's order, so that none moves when a status changes. */
function Team({ teammates }: Pick<TargetsView, 'teammates'>) {
  const text = useText().beside
  return (
    <section>
      <h2 className={list.heading}>{text.team}</h2>
      {teammates.length === 0 ? (
        <p className={styles.remark}>{text.noTeam}</p>
      ) : (
        <ul className={list.list} aria-label={text.team}>
          {teammates.map(({ userId, displayName, activityName, available, onCall }) => (
            <li key={userId} className={styles.row}>
              <StatusDot status={onCall ? 'on-call' : available ? 'available' : 'away'} />
              <p className={lines.title}>{displayName}</p>
              <p className={styles.load}>
                {onCall ? text.onCall : (activityName ?? (available ? text.available : text.away))}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
