import { succeed } from '../../../server/contract/result.ts'
import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { invokeChannels, type InvokeChannel } from '../../contract/channels.ts'
import { invokes, type InvokeInput, type InvokeOutput } from '../../contract/contract.ts'
import { failWith, type DesktopResult } from '../../contract/result.ts'
import type { Log } from '../log.ts'
import { isTrustedSender } from './sender.ts'

type Answer<Output> = DesktopResult<Output> | (Record<string, never> extends Output ? void : never)

/** One handler for each channel. A handler may return nothing where the contract’s output is empty. */
export type InvokeHandlers = {
  readonly [C in InvokeChannel]: (
    input: InvokeInput<C>,
  ) => Promise<Answer<InvokeOutput<C>>> | Answer<InvokeOutput<C>>
}

export interface RouterDeps {
  readonly ipc: Pick<IpcMain, 'handle' | 'removeHandler'>
  readonly handlers: InvokeHandlers
  /** The only page that may send requests: the one in the main window. */
  readonly page: () => unknown
  /** The origins whose top frames may send requests, e.g. `app://cordboard`. */
  readonly origins: readonly string[]
  readonly log: Log
}

/**
 * Answers the requests of the page. Each request is checked by its sender first, then parsed strictly. Each reply
 * passes through its schema, so only what the contract names leaves the main process.
 */
export function routeInvokes(options: RouterDeps): { close(): void } {
  for (const channel of invokeChannels) {
    options.ipc.handle(channel, (event, input: unknown) => answer(options, channel, event, input))
  }
  return {
    close() {
      for (const channel of invokeChannels) options.ipc.removeHandler(channel)
    },
  }
}

async function answer<C extends InvokeChannel>(
  { handlers, page, origins, log }: RouterDeps,
  channel: C,
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  input: unknown,
): Promise<DesktopResult<unknown>> {
  // The small windows have the same origin but may not use these channels.
  if (event.sender !== page() || !isTrustedSender(event.senderFrame, origins)) {
    log.warn({ channel }, 'ipc refused: sender')
    return failWith('forbidden', 'This page may not talk to the desktop')
  }
  const parsed = invokes[channel].input.safeParse(input)
  if (!parsed.success) {
    const where = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
    log.warn({ channel, where }, 'ipc refused: payload')
    return failWith('invalid-request', `Not what ${channel} takes: ${where}`)
  }
  try {
    // The cast: the schema of this channel has made the value. TypeScript cannot follow it through the index.
    const result = (await handlers[channel](parsed.data as InvokeInput<C>)) ?? succeed({})
    return result.ok ? succeed(invokes[channel].output.parse(result.value)) : result
  } catch (error) {
    log.error({ channel, error: String(error) }, 'ipc failed')
    return failWith('internal', `${channel} failed`, true)
  }
}
