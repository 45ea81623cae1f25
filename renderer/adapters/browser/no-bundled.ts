import type { BundledPort } from '../../ports/bundled-port.ts'
import { failWith } from '../../ports/result.ts'

const nothing = async () => failWith('not-found', false)

/** A page in a browser came from its server: it cannot start one or choose another. */
export const noBundled: BundledPort = {
  needed: async () => false,
  now: async () => null,
  onChange: () => () => undefined,
  run: nothing,
  beCustomer: nothing,
  probe: nothing,
  look: nothing,
  connect: nothing,
  remove: nothing,
  forget: nothing,
}
