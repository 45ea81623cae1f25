import type { Dialled } from '../../../server/contract/dialled/read-dialled.ts'
import type { ProviderTarget } from '../../ports/softphone-provider.ts'

/** A number that was read, as somebody to call. */
export function targetOf({ number, digits }: Dialled): ProviderTarget {
  return { kind: 'number', number, ...(digits === '' ? {} : { digits }) }
}
