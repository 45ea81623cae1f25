import type { Dialled } from '../../../server/contract/dialled/read-dialled.ts'
import type { ProviderTarget } from '../../ports/softphone-provider.ts'

/** A parsed number as a call target. */
export function numberTarget({ number, digits }: Dialled): ProviderTarget {
  return { kind: 'number', number, ...(digits === '' ? {} : { digits }) }
}
