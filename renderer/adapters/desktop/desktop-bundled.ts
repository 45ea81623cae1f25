import type { DesktopBridge } from '../../../electron/contract/bridge.ts'
import { bundledStatus } from '../../../electron/contract/bundled.ts'
import type { BundledPort } from '../../ports/bundled-port.ts'
import { ask, askOr } from './desktop-session.ts'

/** The bundled server, which the main process starts and watches. */
export function createDesktopBundled(bridge: DesktopBridge): BundledPort {
  return {
    async needed() {
      return (await askOr(bridge, 'server.needed', {}, { needed: false })).needed
    },
    now: () => askOr(bridge, 'bundled.get', {}, null),
    onChange: (listener) =>
      bridge.on('bundled.changed', (now) => listener(bundledStatus.parse(now))),
    run: (mode) => ask(bridge, 'bundled.run', { mode }),
    beCustomer: () => ask(bridge, 'bundled.beCustomer', {}),
    probe: (url) => ask(bridge, 'server.probe', { url }),
    look: (credentials) => ask(bridge, 'twilio.look', credentials),
    connect: (request) => ask(bridge, 'twilio.connect', request),
    remove: () => ask(bridge, 'twilio.remove', {}),
    forget: () => ask(bridge, 'twilio.forget', {}),
  }
}
