import type {
  ContactAttributes,
  ProviderDirectory,
  ProviderStatus,
  ProviderTarget,
  SoftphoneProvider,
} from '../../renderer/ports/softphone-provider.ts'
import type { WrapUpDraft } from '../../server/contract/wrap-up-draft.ts'

/** The commands that return nothing: what comes of them is told. */
export type Command = {
  [Name in keyof SoftphoneProvider]: SoftphoneProvider[Name] extends (...args: never) => void
    ? Name extends 'status' | 'listen' | 'directory' | 'contactAttributes'
      ? never
      : Name
    : never
}[keyof SoftphoneProvider]

/**
 * A provider with a ready and available agent, and the people around it. The provider may run elsewhere, in
 * a browser for instance: hence the promises.
 */
export interface ProviderBench {
  ask<Name extends Command>(name: Name, ...args: Parameters<SoftphoneProvider[Name]>): Promise<void>
  status(): Promise<ProviderStatus>
  directory(): Promise<ProviderDirectory | null>
  contactAttributes(callId: string): Promise<ContactAttributes | null>
  draft(callId: string, draft: WrapUpDraft): Promise<void>
  complete(callId: string, draft: WrapUpDraft): Promise<void>
  setActivity(activityId: string): Promise<void>
  /** The callbacks so far: `incoming`, `connected`, `ended:<reason>`, `error:<command>:<code>`. */
  told(): Promise<readonly string[]>
  readonly customer: {
    readonly number: string
    calls(): Promise<void>
    answers(): Promise<void>
    hangsUp(): Promise<void>
  }
  /** Who calls, or is called, while the agent is in a call already. */
  readonly second: {
    readonly number: string
    calls(): Promise<void>
    answers(): Promise<void>
    hangsUp(): Promise<void>
  }
  /** Another agent's desk, which rings until they answer. */
  readonly teammate: {
    target(): Promise<Extract<ProviderTarget, { kind: 'agent' }>>
    answers(): Promise<void>
  }
  /** Somebody to consult, whose telephone rings until they do something. */
  readonly other: {
    readonly target: ProviderTarget
    answers(): Promise<void>
    /** Busy, declined or not answered, as the bench can. */
    fails(): Promise<void>
    hangsUp(): Promise<void>
  }
  close(): Promise<void>
}

/** How long what a provider was asked for may take to be proved. */
export const soon = { timeout: 15_000, interval: 20 }
