import twilio from 'twilio'
import type { SetupRequest } from '../../contract/setup.ts'
import { wanted } from './wanted.ts'
import type { WebhookUrls } from '../gateway.ts'
import { voiceWebhooks } from '../provisioning.ts'
import { TwilioRequestClient } from '../request-client.ts'
import type { TwilioClient } from '../client.ts'

/** The resources of ours that an account has. A missing one is null or absent. */
export interface AccountFacts {
  readonly accountName: string
  readonly trial: boolean
  readonly workspace: WorkspaceState | null
  readonly application: { readonly sid: string } | null
  /** SIDs of the keys with our name. */
  readonly apiKeys: readonly string[]
  readonly numbers: readonly NumberState[]
}

export interface WorkspaceState {
  readonly sid: string
  /** SIDs by name. */
  readonly activities: ReadonlyMap<string, string>
  readonly queues: ReadonlyMap<string, string>
  readonly workflow: { readonly sid: string; readonly configuration: string } | null
}

export interface NumberState {
  readonly sid: string
  readonly phoneNumber: string
  readonly voiceUrl: string
}

/**
 * Reads and changes our resources in an account. Every function rejects with what the library throws. It needs the account's SID
 * and auth token, because a standard API key may make no keys. Docs: usage/api/keys.
 */
export function createSetupGateway(request: SetupRequest) {
  const { accountSid, authToken } = request.credentials
  const httpClient = new TwilioRequestClient(request.baseUrl)
  const client = twilio(accountSid, authToken, { httpClient })
  const { workspaces } = client.taskrouter.v1
  return {
    read: () => readFacts(client, accountSid),
    createWorkspace: () => workspaces.create({ friendlyName: wanted.workspace, template: 'NONE' }),
    createActivity: (sid: string, friendlyName: string, available: boolean) =>
      workspaces(sid).activities.create({ friendlyName, available }),
    createQueue: (sid: string, friendlyName: string) =>
      workspaces(sid).taskQueues.create({ friendlyName, targetWorkers: '1==1' }),
    createWorkflow: (sid: string, configuration: string) =>
      workspaces(sid).workflows.create({
        friendlyName: wanted.workflow,
        configuration,
        taskReservationTimeout: wanted.reservationSeconds,
      }),
    changeWorkflow: (sid: string, workflowSid: string, configuration: string) =>
      workspaces(sid).workflows(workflowSid).update({ configuration }),
    createApplication: () => client.applications.create({ friendlyName: wanted.application }),
    async createKey() {
      const { sid, secret } = await client.newKeys.create({ friendlyName: wanted.apiKey })
      return { sid, secret }
    },
    pointNumber: (sid: string, urls: WebhookUrls | null) =>
      client
        .incomingPhoneNumbers(sid)
        .update(voiceWebhooks(urls?.voice ?? '', urls?.callerStatus ?? '')),
    removeWorkspace: (sid: string) => workspaces(sid).remove(),
    removeApplication: (sid: string) => client.applications(sid).remove(),
    removeKey: (sid: string) => client.keys(sid).remove(),
  }
}

export type SetupGateway = ReturnType<typeof createSetupGateway>

async function readFacts(client: TwilioClient, accountSid: string): Promise<AccountFacts> {
  // Alone and first, so that wrong credentials fail one request and not six.
  const account = await client.api.v2010.accounts(accountSid).fetch()
  const [numbers, keys, [application], [workspace]] = await Promise.all([
    client.incomingPhoneNumbers.list(),
    client.keys.list(),
    client.applications.list({ friendlyName: wanted.application, limit: 1 }),
    client.taskrouter.v1.workspaces.list({ friendlyName: wanted.workspace, limit: 1 }),
  ])
  return {
    accountName: account.friendlyName,
    trial: account.type === 'Trial',
    workspace: workspace === undefined ? null : await readWorkspace(client, workspace.sid),
    application: application === undefined ? null : { sid: application.sid },
    apiKeys: keys.filter((key) => key.friendlyName === wanted.apiKey).map(({ sid }) => sid),
    numbers: numbers.map(({ sid, phoneNumber, voiceUrl }) => ({ sid, phoneNumber, voiceUrl })),
  }
}

async function readWorkspace(client: TwilioClient, sid: string): Promise<WorkspaceState> {
  const workspace = client.taskrouter.v1.workspaces(sid)
  const [activities, queues, [workflow]] = await Promise.all([
    workspace.activities.list(),
    workspace.taskQueues.list(),
    workspace.workflows.list({ friendlyName: wanted.workflow, limit: 1 }),
  ])
  return {
    sid,
    activities: new Map(activities.map(byName)),
    queues: new Map(queues.map(byName)),
    workflow:
      workflow === undefined ? null : { sid: workflow.sid, configuration: workflow.configuration },
  }
}

function byName(each: { readonly friendlyName: string; readonly sid: string }) {
  return [each.friendlyName, each.sid] as const
}
