import type { DiallingRefusal } from '../../../server/contract/dialling-refusal.ts'
import type { CallSnapshot } from '../../../server/contract/desk.ts'
import type { AppView } from '../../view/app-view.ts'
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

/** What is typed into the panel. It is kept while the panel is closed. */
export interface TargetDraft {
  readonly typed: string
  readonly reason: string
}

/** What was searched for when a target was chosen, and why that target was refused. */
export interface RefusedSearch extends TargetDraft {
  readonly purpose: Purpose
  readonly why: DiallingRefusal
}

/** Where targets come from. The dialler has the country in which national numbers are read. */
export type TargetSources = Pick<AppView, 'targets' | 'recent' | 'dialler'>

export interface TargetQuery extends TargetSources {
  readonly purpose: Purpose
  readonly typed: string
  /** The current call, whose parties cannot be chosen; null between calls. */
  readonly call: CallSnapshot | null
}
