import type { SandboxAccount } from './account.ts'
import type { VoiceSeed } from './seed.ts'

/** The one line of JSON that the sandbox prints at its start: what a client needs to reach it. */
export interface SandboxDescription {
  readonly baseUrl: string
  /** Host and port of the Voice SDK's signalling; the WebSocket is at `ws://…/signal`. */
  readonly signalling: string
  readonly eventBridge: { readonly http: string; readonly ws: string }
  readonly accountSid: string
  readonly authToken: string
  /** What webhooks may be signed with in the auth token's place. */
  readonly webhookKey: { readonly id: string; readonly secret: string }
  readonly apiKeySid: string
  readonly apiKeySecret: string
  readonly workspaceSid: string
  readonly workflowSid: string
  /** SIDs by name. */
  readonly taskQueues: Readonly<Record<string, string>>
  /** SIDs by name. */
  readonly activities: Readonly<Record<string, string>>
  readonly twimlAppSid: string
  readonly phoneNumbers: readonly { readonly sid: string; readonly phoneNumber: string }[]
  readonly customerPage: string
  readonly consolePage: string
}

export interface TaskRouterSeed {
  readonly workspaceSid: string
  readonly workflowSid: string
  readonly queues: Readonly<Record<string, string>>
  readonly activities: Readonly<Record<string, string>>
}

export function describeSandbox(deps: {
  /** Host and port. */
  readonly host: string
  readonly account: SandboxAccount
  readonly voice: VoiceSeed
  readonly taskRouter: TaskRouterSeed
}): SandboxDescription {
  const { host, account, voice, taskRouter } = deps
  const { accountSid, authToken, apiKeySid, apiKeySecret } = account
  const { workspaceSid, workflowSid, queues, activities } = taskRouter
  return {
    baseUrl: `http://${host}`,
    signalling: host,
    eventBridge: {
      http: `http://${host}/eventbridge/v1/wschannels`,
      ws: `ws://${host}/eventbridge/v1/wschannels`,
    },
    accountSid,
    authToken,
    webhookKey: account.signing.key,
    apiKeySid,
    apiKeySecret,
    workspaceSid,
    workflowSid,
    taskQueues: queues,
    activities,
    twimlAppSid: voice.application.sid,
    phoneNumbers: voice.phoneNumbers.map(({ sid, phoneNumber }) => ({ sid, phoneNumber })),
    customerPage: `http://${host}/sandbox/customer`,
    consolePage: `http://${host}/sandbox/`,
  }
}
