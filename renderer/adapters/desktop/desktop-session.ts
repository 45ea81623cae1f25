import { succeed } from '../../../server/contract/result.ts'
import type { DesktopBridge } from '../../../electron/contract/bridge.ts'
import type { InvokeChannel } from '../../../electron/contract/channels.ts'
import {
  invokes,
  type InvokeInput,
  type InvokeOutput,
} from '../../../electron/contract/contract.ts'
import { failWith, type ServerResult } from '../../ports/result.ts'
import type { SessionPort } from '../../ports/session-port.ts'

/** One request to the main process, with its answer parsed by the contract. Never throws. */
export async function ask<C extends InvokeChannel>(
  bridge: DesktopBridge,
  channel: C,
  input: InvokeInput<C>,
): Promise<ServerResult<InvokeOutput<C>>> {
  try {
    const reply = await bridge.invoke(channel, input)
    if (!reply.ok) {
      const { code, retryable, retryAfterMs } = reply.failure
      return failWith(code, retryable, retryAfterMs)
    }
    const parsed = invokes[channel].output.safeParse(reply.value)
    // The cast: TypeScript cannot see that `output` is the schema of this channel.
    return parsed.success ? succeed(parsed.data as InvokeOutput<C>) : failWith('internal', false)
  } catch {
    return failWith('internal', false)
  }
}

/** The answer, or `otherwise` after a failure. */
export async function askOr<C extends InvokeChannel, Otherwise>(
  bridge: DesktopBridge,
  channel: C,
  input: InvokeInput<C>,
  otherwise: Otherwise,
): Promise<InvokeOutput<C> | Otherwise> {
  const reply = await ask(bridge, channel, input)
  return reply.ok ? reply.value : otherwise
}

/** The desktop's session: the refresh token stays in the main process and its keychain. */
export function createDesktopSession(bridge: DesktopBridge): SessionPort {
  return {
    async server() {
      const reply = await ask(bridge, 'server.get', {})
      if (!reply.ok) return { url: '', decidedBy: 'agent' }
      const { url, managed } = reply.value
      return { url, decidedBy: managed ? 'policy' : 'agent' }
    },
    async setServer(url) {
      const reply = await ask(bridge, 'server.set', { url })
      return reply.ok ? succeed(reply.value.url) : reply
    },
    welcome: () => ask(bridge, 'session.welcome', {}),
    signIn: (username, password) => ask(bridge, 'session.signIn', { username, password }),
    signInDemo: (username) => ask(bridge, 'session.signInDemo', { username }),
    refresh: () => ask(bridge, 'session.refresh', {}),
    async signOut() {
      await ask(bridge, 'session.signOut', {})
    },
    async remembered() {
      return (await askOr(bridge, 'storage.status', {}, { remembered: false })).remembered
    },
  }
}
