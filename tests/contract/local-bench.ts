import type { SoftphoneProvider } from '../../renderer/ports/softphone-provider.ts'
import type { ProviderBench } from './provider-bench.ts'

interface LocalPeople extends Pick<
  ProviderBench,
  'customer' | 'second' | 'teammate' | 'other' | 'close'
> {
  /** Lets the provider's fake time go on a little. Each look at the provider does. */
  readonly advance: () => Promise<void>
}

/** The bench for a provider in this very process. */
export function localBench(
  provider: SoftphoneProvider,
  { advance, ...people }: LocalPeople,
): ProviderBench {
  const told: string[] = []
  const stop = provider.listen({
    onIncoming: () => told.push('incoming'),
    onConnected: () => told.push('connected'),
    onEnded: (_call, reason) => told.push(`ended:${reason}`),
    onError: (error) => told.push(`error:${error.command}:${error.code}`),
  })
  return {
    ...people,
    ask: async (name, ...args) => {
      // The cast: TypeScript cannot see that the arguments belong to that very command.
      const command = provider[name].bind(provider) as (...given: readonly unknown[]) => void
      command(...args)
    },
    async status() {
      await advance()
      return provider.status()
    },
    directory: () => provider.directory(),
    contactAttributes: async (callId) => provider.contactAttributes(callId),
    draft: async (callId, draft) => provider.afterCallWork.draft(callId, draft),
    complete: async (callId, draft) => provider.afterCallWork.complete(callId, draft),
    setActivity: async (activityId) => provider.agentState.set(activityId),
    async told() {
      await advance()
      return [...told]
    },
    async close() {
      stop()
      await people.close()
    },
  }
}
