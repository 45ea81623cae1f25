import type { BundledPort } from '../../ports/bundled-port.ts'
import { failWith } from '../../ports/result.ts'

const nothing = async () => failWith('not-found', false)

/** A page in a browser came from its server: there is none to start, and none to choose. */
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
