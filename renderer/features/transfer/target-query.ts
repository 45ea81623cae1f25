import type { CallSnapshot, RecentCall } from '../../../server/contract/desk.ts'
import type { TargetsView } from '../../view/app-view.ts'
import type { ProviderDestination } from '../../ports/softphone-provider.ts'

/** What the search is for. A queue cannot be added to a call. */
export type Purpose = 'transfer' | 'add' | 'call'

/** A possible target of a call, or one that is shown with the reason why it is not possible now. */
export interface TargetRow {
  readonly key: string
  readonly target: ProviderDestination
  readonly name: string
  readonly detail: string
  readonly icon: 'available' | 'on-call' | 'away' | 'queue' | 'known' | 'number'
  readonly enabled: boolean
}

export interface TargetList {
  readonly name: 'number' | 'teammates' | 'queues' | 'directory' | 'recent'
  readonly rows: readonly TargetRow[]
}

export interface TargetQuery {
  readonly purpose: Purpose
  readonly typed: string
  /** The current call, whose parties cannot be chosen; null between calls. */
  readonly call: CallSnapshot | null
  readonly targets: TargetsView
  readonly recent: readonly RecentCall[]
  /** ISO 3166 country in which national numbers are read. */
  readonly country: string
}
