import type { BundledMode, BundledStatus } from '../../../electron/contract/bundled.ts'
import type { ServerResult } from '../../ports/result.ts'
import type { Ports } from '../engine/ports.ts'
import type { SettingsActions, SettingsView } from '../../view/settings-view.ts'

export interface ServerSettings {
  readonly actions: Pick<
    SettingsActions,
    'runServer' | 'beCustomer' | 'removeFromTwilio' | 'forgetTwilio'
  >
  /** Shows which server is in use. */
  review(): Promise<void>
  start(): Promise<void>
  close(): void
}

/** The settings' part about the server in use and the one of this computer. */
export function createServerSettings(
  { bundled, session, settings }: Pick<Ports, 'bundled' | 'session' | 'settings'>,
  show: (change: Partial<SettingsView>) => void,
): ServerSettings {
  async function review(): Promise<void> {
    if (settings.place === 'desktop') show({ server: (await session.server()).url })
  }

  function follow(now: BundledStatus | null): void {
    show({ bundled: now })
    void review()
  }

  async function runServer(mode: BundledMode): Promise<void> {
    show({ refused: refusalOf(await bundled.run(mode)) })
  }

  async function removeFromTwilio(): Promise<void> {
    show({ removal: 'busy' })
    const reply = await bundled.remove()
    show({
      removal: reply.ok
        ? reply.value
        : { kind: 'failed', failure: 'refused', message: '', done: [] },
    })
  }

  return {
    actions: {
      runServer: (mode) => void runServer(mode),
      beCustomer: () => void bundled.beCustomer(),
      removeFromTwilio: () => void removeFromTwilio(),
      forgetTwilio: () => void bundled.forget(),
    },
    review,
    start: async () => follow(await bundled.now()),
    close: bundled.onChange(follow),
  }
}

/** Why the desktop did not keep a choice; null when it did. */
export function refusalOf(reply: ServerResult<unknown>): SettingsView['refused'] {
  if (reply.ok) return null
  return reply.failure.code === 'forbidden' ? 'managed' : 'not-kept'
}
