import { takenOutReason } from '../contract/desk.ts'
import type { TakenOut } from '../contract/desk.ts'
import type { Writes } from '../disk/writes.ts'
import type { Store } from '../store/store.ts'

/** What the end of a lease took from an agent. */
export interface Taking {
  readonly identity: string
  /** The activity that it took away. */
  readonly activitySid: string
  /** TaskRouter's stamp of our change. Another stamp means that somebody has chosen an Activity since. */
  readonly changedAt: string
  readonly since: number
  readonly reason: TakenOut['reason']
}

/** On the disk, so that a server that starts again brings agents back too. Nobody waits for a disk that fails. */
export interface TakenOutStore {
  put(taking: Taking): Promise<void>
  remove(identity: string): Promise<void>
  all(): Promise<readonly Taking[]>
}

const nameOf = (identity: string) => `taken out ${identity}`

export function createTakenOutStore(store: Store, writes: Writes): TakenOutStore {
  return {
    async put({ activitySid, changedAt, ...taking }) {
      const row = { ...taking, activity_sid: activitySid, changed_at: changedAt }
      await writes.put(nameOf(taking.identity), () =>
        store.replaceInto('taken_out').values(row).execute(),
      )
    },
    async remove(identity) {
      await writes.put(nameOf(identity), () =>
        store.deleteFrom('taken_out').where('identity', '=', identity).execute(),
      )
    },
    async all() {
      const rows = await store.selectFrom('taken_out').selectAll().execute()
      return rows.map(({ identity, activity_sid, changed_at, since, reason }) => ({
        identity,
        activitySid: activity_sid,
        changedAt: changed_at,
        since,
        reason: takenOutReason.parse(reason),
      }))
    },
  }
}
