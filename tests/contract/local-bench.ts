import type { SoftphoneProvider } from '../../renderer/ports/softphone-provider.ts'
import type { ProviderBench } from './provider-bench.ts'

/** The bench for a provider in this very process. */
export function localBench(
  provider: SoftphoneProvider,
  people: Pick<ProviderBench, 'customer' | 'second' | 'colleague' | 'other' | 'close'>,
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
    status: async () => provider.status(),
    directory: () => provider.directory(),
    contactAttributes: async (callId) => provider.contactAttributes(callId),
    draft: async (callId, draft) => provider.afterCallWork.draft(callId, draft),
    complete: async (callId, draft) => provider.afterCallWork.complete(callId, draft),
    setActivity: async (activityId) => provider.agentState.set(activityId),
    told: async () => [...told],
    async close() {
      stop()
      await people.close()
    },
  }
}
